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
  getWall: ['/v1/wall?n=12', '/v1/wall?liked=1|Heat&n=12&lang=en'],
  getDistributions: [
    '/v1/analysis/distributions?catalogue=films&column=budget',
    '/v1/analysis/distributions?platform=disney&column=cast&top=10&lang=es',
  ],
  getTitleWords: ['/v1/analysis/words?catalogue=films&top=50', '/v1/analysis/words?platform=disney'],
  getSelection: [
    '/v1/analysis/selection?catalogue=films&range=releaseYear:1990:2000&range=budget:1e6:',
    '/v1/analysis/selection?catalogue=aggregator&name=platform:netflix&word=love&lang=es',
  ],
  getOutliers: [
    '/v1/analysis/outliers?catalogue=films&rule=return-above-1000&lang=en',
    '/v1/analysis/outliers?catalogue=aggregator&rule=movie-in-seasons',
  ],
  getUserRecommendation: [
    '/get_user_recommendation/?userId=1',
    '/get_user_recommendation/?userId=1&n=5&lang=en',
    '/get_user_recommendation/?userId=1&genres=Sci-Fi&year_to=2000',
  ],
  getRecommendation: [
    '/get_recommendation?userId=1&movieId=10',
    '/get_recommendation?userId=1&movieId=Heat&precision=0.9&lang=en',
    '/get_recommendation?movieId=Heat&liked=Toy%20Story&disliked=2&lang=es',
  ],
  getVerdictCertainty: ['/v1/verdicts', '/v1/verdicts?precision=0.8&lang=en'],
  countMonth: ['/cantidad_filmaciones_mes?mes=enero', '/cantidad_filmaciones_mes/Febrero'],
  countWeekday: ['/cantidad_filmaciones_dia?dia=lunes', '/cantidad_filmaciones_dia/S%C3%81BADO?lang=en'],
  filmScore: ['/score_titulo?titulo=Toy%20Story', '/score_titulo/toy%20story'],
  filmVotes: ['/votos_titulo?titulo=Toy%20Story', '/votos_titulo/toy%20story?year=1995'],
  actor: ['/get_actor?nombre_actor=Tom%20Hanks', '/get_actor?platform=disney&year=2021', '/get_actor/tom%20hanks'],
  director: ['/get_director?nombre_director=John%20Lasseter', '/get_director/john%20lasseter'],
  longestTitle: [
    '/get_max_duration',
    '/get_max_duration?year=2021&platform=disney',
    '/get_max_duration?duration_type=season',
    '/get_max_duration/2021/disney/min',
  ],
  scoreCount: ['/get_score_count?platform=disney&scored=3.2&year=2011', '/get_score_count/disney/3.2/2011'],
  platformCount: ['/get_count_platform?platform=disney', '/get_count_platform/Netflix'],
  similarFilms: [
    '/recomendacion?titulo=Toy%20Story',
    '/recomendacion/toy%20story',
    '/recomendacion/toy%20story?detalle=1&diversity=0.5',
  ],
  getPlatformTitles: ['/v1/platform-titles?search=cruella', '/v1/platform-titles?search=the&platform=disney&n=5'],
  getCatalogue: ['/v1/catalogue?search=toy', '/v1/catalogue?genre=Animation&decade=1990&sort=votes&n=5'],
  getFilm: ['/v1/films/862'],
  getTitleAudience: ['/v1/titles/1/audience', '/v1/titles/Toy%20Story/audience'],
  getRejectedRows: ['/v1/imports/latest/rows?n=5', '/v1/imports/latest/rows?reason=UNKNOWN_ITEM_ID'],
  getPlatformTitle: ['/v1/platform-titles/ds3', '/v1/platform-titles/cruella'],
};

/** The calls of an operation as a Markdown list, to stand at the end of its description. */
export const exampleCalls = (operation: string): string =>
  `\n\nFor example:\n${(EXAMPLES[operation] ?? []).map((call) => `- [\`${decodeURIComponent(call)}\`](${call})`).join('\n')}`;
