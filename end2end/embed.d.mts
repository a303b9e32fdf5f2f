/** Every file of the loader, by its place below `public/`. */
export function loader(): Promise<Record<string, string>>;
