import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name what_changes` writes the next file of migrations/; written files are never edited. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/store/schema/*.table.ts',
  out: './migrations',
  casing: 'snake_case',
});
