import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': at('./src') } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    target: ['chrome100', 'firefox102', 'safari15.4'],
    manifest: true,
    // The content security policy allows no data: URLs and no inline script.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { desk: at('./index.html'), wall: at('./wall.html'), phone: at('./phone.html') },
    },
  },
  server: {
    proxy: {
      '/api': { target: process.env.ZHANTU_API ?? 'https://127.0.0.1:8443', secure: false },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    // Its components import their style sheets, which only the bundler understands.
    server: { deps: { inline: ['element-plus'] } },
    restoreMocks: true,
    unstubGlobals: true,
  },
})
