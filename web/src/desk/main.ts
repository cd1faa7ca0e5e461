import { createPinia } from 'pinia'
import { createApp, watchEffect } from 'vue'
import { whenLoggedOut } from '@/api/client'
import { useSession } from '@/features/session/session_store'
import { i18n, startLocale } from '@/i18n'
import App from './App.vue'
import './desk.css'
import { router } from './router'

const app = createApp(App).use(createPinia()).use(i18n).use(router)

whenLoggedOut(() => useSession().forget())

watchEffect(() => {
  const key = router.currentRoute.value.meta.title
  const { t } = i18n.global
  document.title = key ? `${t(key)} · ${t('product')}` : t('product')
})

await startLocale().catch(() => {
  // The chosen language could not be fetched; the source language is built in.
})
app.mount('#app')
