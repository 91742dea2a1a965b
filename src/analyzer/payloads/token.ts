/** What stands at one place of a body. */
export const TOKEN = { text: 0, number: 1, boolean: 2, null: 3, object: 4, list: 5 } as const;
