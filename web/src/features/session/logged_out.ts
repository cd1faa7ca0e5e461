// The session ended while a page was open. The page stays, with everything typed into it; the way back in is offered.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSession } from './session_store'

export function useLoggedOutReturn() {
  const store = useSession()
  const route = useRoute()
  const router = useRouter()
  const expired = computed(() => store.known && !store.session && !route.meta.open)
  const logInAgain = () => router.push({ path: '/login', query: { to: route.fullPath } })
  return { expired, logInAgain }
}
