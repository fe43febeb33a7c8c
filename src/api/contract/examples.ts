/** Calls to try, by operation; the OpenAPI document shows them, and a test makes every one. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  getNewUserRecommendation: [
    '/get_new_user_recommendation/',
    '/get_new_user_recommendation/?liked=Toy%20Story|Heat&n=5',
    '/get_new_user_recommendation/?text=una%20comedia%20rom%C3%A1ntica%20en%20Par%C3%ADs&n=5',
    '/get_new_user_recommendation/?genres=comedia,romance&genres_match=all&year_from=1990&lang=en',
    '/get_new_user_recommendation/?liked=1&disliked=10&diversity=0.5&exclude=2',
    '/get_new_user_recommendation/?userId=1',
  ],
  getUserRecommendation: [
    '/get_user_recommendation/?userId=1',
    '/get_user_recommendation/?userId=1&n=5&lang=en',
    '/get_user_recommendation/?userId=1&genres=Sci-Fi&year_to=2000',
  ],
};

/** The calls of an operation as a Markdown list, to stand at the end of its description. */
export const exampleCalls = (operation: string): string =>
  `\n\nFor example:\n${(EXAMPLES[operation] ?? []).map((call) => `- [\`${decodeURIComponent(call)}\`](${call})`).join('\n')}`;
