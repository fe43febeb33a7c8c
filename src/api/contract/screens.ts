/** The addresses at which the dashboard stands; what lies below them belongs to it too. */
export const SCREEN_PATHS = ['/', '/recommend', '/titles', '/experiments', '/explore', '/data', '/api'] as const;
