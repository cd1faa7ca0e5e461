import { createRouter, createWebHistory } from 'vue-router'
import { useSession } from '@/features/session/session_store'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reachable without a log-in. */
    open?: boolean
    /** Key of the page's title. */
    title?: string
    /** Without the desk's header. */
    bare?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    {
      path: '/login',
      component: () => import('@/features/session/LoginPage.vue'),
      meta: { open: true, bare: true, title: 'login.title' },
    },
    {
      path: '/',
      component: () => import('@/features/workbench/WorkbenchPage.vue'),
      meta: { title: 'workbench.title' },
    },
    {
      path: '/campaigns/:campaign(\\d+)',
      component: () => import('@/features/campaigns/CampaignFrame.vue'),
      props: true,
      children: [
        {
          path: '',
          component: () => import('@/features/campaigns/CampaignPage.vue'),
          meta: { title: 'campaign.overview' },
        },
        {
          path: 'projects',
          component: () => import('@/features/projects/ProjectListPage.vue'),
          meta: { title: 'projects.title' },
        },
        {
          path: 'tasks',
          component: () => import('@/features/selection/TaskBoardPage.vue'),
          meta: { title: 'tasks.title' },
        },
        {
          path: 'candidates',
          component: () => import('@/features/selection/CandidatePage.vue'),
          meta: { title: 'candidates.title' },
        },
        {
          path: 'periods/:period',
          component: () => import('@/features/periods/PeriodPage.vue'),
          props: true,
          meta: { title: 'period.title' },
        },
        {
          path: 'mechanism',
          component: () => import('@/features/mechanisms/MechanismPage.vue'),
          meta: { title: 'mechanism.title' },
        },
        {
          path: 'import',
          component: () => import('@/features/plans/ImportPage.vue'),
          meta: { title: 'plan.title' },
        },
        {
          path: 'print',
          component: () => import('@/features/charts/PrintPage.vue'),
          meta: { title: 'print.title' },
        },
      ],
    },
    {
      path: '/admin',
      component: () => import('@/features/admin/AdminFrame.vue'),
      redirect: '/admin/units',
      children: [
        {
          path: 'units',
          component: () => import('@/features/admin/UnitsPage.vue'),
          meta: { title: 'admin.units' },
        },
        {
          path: 'people',
          component: () => import('@/features/admin/PeoplePage.vue'),
          meta: { title: 'admin.people' },
        },
        {
          path: 'accounts',
          component: () => import('@/features/admin/AccountsPage.vue'),
          meta: { title: 'admin.accounts' },
        },
        {
          path: 'campaigns',
          component: () => import('@/features/admin/CampaignsPage.vue'),
          meta: { title: 'admin.campaigns' },
        },
        {
          path: 'campaigns/:campaign(\\d+)',
          component: () => import('@/features/admin/CampaignSetupPage.vue'),
          props: true,
          meta: { title: 'admin.campaigns' },
        },
        {
          path: 'journal',
          component: () => import('@/features/journal/JournalPage.vue'),
          meta: { title: 'journal.title' },
        },
        {
          path: 'calendar',
          component: () => import('@/features/calendar/CalendarPage.vue'),
          meta: { title: 'calendar.title' },
        },
        {
          path: 'journal',
          component: () => import('@/features/journal/JournalPage.vue'),
          meta: { title: 'journal.title' },
        },
        {
          path: 'calendar',
          component: () => import('@/features/calendar/CalendarPage.vue'),
          meta: { title: 'calendar.title' },
        },
      ],
    },
    {
      path: '/campaigns/:campaign(\\d+)/new-project',
      component: () => import('@/features/admin/ProjectEditPage.vue'),
      props: true,
      meta: { title: 'admin.project.add' },
    },
    {
      path: '/projects/:project(\\d+)/edit',
      component: () => import('@/features/admin/ProjectEditPage.vue'),
      props: true,
      meta: { title: 'admin.project.edit' },
    },
    {
      path: '/projects/:project(\\d+)',
      component: () => import('@/features/projects/ProjectPage.vue'),
      props: true,
      meta: { title: 'project.title' },
    },
    {
      // The short address in the code of a strip.
      path: '/K/:campaign(\\d+)/:revision(\\d+)/:project(\\d+)/:code([0-9A-F-]+)',
      redirect: (to) => ({ path: '/open/check', query: to.params as Record<string, string> }),
      meta: { open: true },
    },
    {
      path: '/open/check',
      component: () => import('@/open/CheckPage.vue'),
      meta: { open: true, bare: true, title: 'check.title' },
    },
    {
      path: '/:rest(.*)*',
      component: () => import('./NotFoundPage.vue'),
      meta: { open: true, title: 'not_found.title' },
    },
  ],
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (!session.known && !to.meta.bare) {
    try {
      await session.load()
    } catch {
      // The page itself will meet the same failure and say so; it is no reason to ask for a password.
      return true
    }
  }
  if (!to.meta.open && session.known && !session.session) {
    return { path: '/login', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  }
  return true
})
