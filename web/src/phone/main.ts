import { createApp } from 'vue'
import { speak } from '@/api/client'
import { startAppearance } from '@/desk/appearance'
import { wantedLocale } from '@/i18n/choice'
import PhoneApp from './PhoneApp.vue'
import { keepShell } from './shell_keeper'
import '@/desk/theme.css'
import './phone.css'
import { t } from './words'

const locale = wantedLocale()
document.documentElement.lang = locale
document.title = t('phone.title')
speak(locale)
startAppearance()
createApp(PhoneApp).mount('#phone')
void keepShell()
