/** What the command about verdicts says, in English; es-verdict.ts says the same in Spanish. */
export const verdictWords = {
  verdict: {
    description: 'Say whether a viewer will like a title, and why; without any title, how sure such verdicts are.',
    user: 'id of a known user; may be left out where --liked, --disliked or --watched describe a stranger',
    title: 'the title in question: id or name',
    liked: 'titles the viewer likes: ids or names, by comma (repeat for names with commas)',
    disliked: 'titles the viewer dislikes',
    watched: 'titles the viewer watched',
    precision: 'of what is recommended, the part that is to be liked, 0 to 1 (default: verdicts.precision)',
    examples: [
      'butaca verdict 12 Heat',
      'butaca verdict Heat --liked "Toy Story" --disliked "Alien"',
      'butaca verdict --precision 0.9',
    ],
    noViewer:
      'missing user: nobody to judge for; expected a user id before the title, or --liked, --disliked or --watched.',
    notLearnt: 'missing stars: nothing has been learnt from ratings yet; learn them: butaca train stars.',
    columns: { part: 'because of', stars: 'stars', amount: 'moved by' },
    base: 'the title itself',
    others: (titles: number) => `${titles} other titles`,
  },
};
