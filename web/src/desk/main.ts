import { createPinia } from 'pinia'
import { createApp, watchEffect } from 'vue'
import { whenLoggedOut } from '@/api/client'
import { useSession } from '@/features/session/session_store'
import { i18n, startLocale } from '@/i18n'
import { crumbs } from '@/ui/crumbs'
import App from './App.vue'
import { startAppearance } from './appearance'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './theme.css'
import './desk.css'
import { router } from './router'

const app = createApp(App).use(createPinia()).use(i18n).use(router)

whenLoggedOut(() => useSession().forget())

startAppearance()
watchEffect(() => {
  const key = router.currentRoute.value.meta.title
  const { t } = i18n.global
  const name = crumbs.value.at(-1)?.text ?? (key ? t(key) : '')
  document.title = name ? `${name} · ${t('product')}` : t('product')
})

await startLocale().catch(() => {
  // The chosen language could not be fetched; the source language is built in.
})
app.mount('#app')
