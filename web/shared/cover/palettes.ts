/** The few colours of a cover. */
export interface Palette {
  /** The sheet. */
  readonly ground: string;
  /** What is far: between ground and near. */
  readonly far: string;
  /** Silhouettes; dark. */
  readonly near: string;
  /** The sun, the moon, the lit window. */
  readonly light: string;
  /** The one spot that catches the eye. */
  readonly spark: string;
  /** Letters on the sheet. */
  readonly ink: string;
  /** Letters on what is near. */
  readonly paper: string;
}

const palette = (
  ground: string,
  far: string,
  near: string,
  light: string,
  spark: string,
  ink: string,
  paper: string,
): Palette => ({ ground, far, near, light, spark, ink, paper });

/** Whether the sheet is dark, so that silhouettes of the near colour would drown in it. */
export function isNight({ ground }: Palette): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(ground.slice(at, at + 2), 16));
  return 0.3 * red + 0.59 * green + 0.11 * blue < 96;
}

/** The kinds of film that have a face of their own. */
export type Kind =
  | 'noir'
  | 'western'
  | 'war'
  | 'musical'
  | 'horror'
  | 'documentary'
  | 'animation'
  | 'scifi'
  | 'fantasy'
  | 'mystery'
  | 'crime'
  | 'romance'
  | 'comedy'
  | 'thriller'
  | 'adventure'
  | 'action'
  | 'history'
  | 'drama';

/** Palettes of each kind: ground, far, near, light, spark, ink, paper. */
export const PALETTES: Readonly<Record<Kind, readonly Palette[]>> = {
  noir: [
    palette('#e4ddcf', '#a59d8c', '#141416', '#f8f3e8', '#b8231f', '#141416', '#f1e9da'),
    palette('#17191d', '#3c4148', '#060708', '#efe7d6', '#d9a441', '#efe7d6', '#efe7d6'),
    palette('#22313c', '#3f5665', '#0a1117', '#f2e2bd', '#d0472f', '#f2e2bd', '#f2e2bd'),
  ],
  western: [
    palette('#e8a33d', '#d0672a', '#43180f', '#fbe6b0', '#a93226', '#43180f', '#fbe6b0'),
    palette('#c14a2c', '#8a2c1d', '#2b110c', '#f6c667', '#f9e6bf', '#fbe9c6', '#f9e6bf'),
    palette('#efdcb4', '#d59a57', '#5b2a1a', '#c64f2c', '#2f4858', '#5b2a1a', '#f6e7c6'),
    palette('#2f4858', '#7a4a4f', '#131a22', '#f08a4b', '#f7d9a0', '#f7d9a0', '#f7d9a0'),
  ],
  war: [
    palette('#62643f', '#8b8a58', '#20221a', '#d9a441', '#e8e1c4', '#f0ead0', '#e8e1c4'),
    palette('#a83724', '#7b2216', '#1c1512', '#e9d8a6', '#e9d8a6', '#f4e6be', '#e9d8a6'),
    palette('#d8d0b4', '#a39c7c', '#2a2c22', '#b8331f', '#b8331f', '#2a2c22', '#ece5cb'),
    palette('#4b5a60', '#6b7c80', '#171d20', '#d7cfb2', '#c8452f', '#ece6cf', '#e5ddc0'),
  ],
  musical: [
    palette('#7a1230', '#a81c42', '#2b0612', '#f5c24c', '#ffefd0', '#ffefd0', '#ffefd0'),
    palette('#14213d', '#274690', '#080f20', '#fca311', '#f4f1e8', '#ffe3ad', '#ffe3ad'),
    palette('#f4d8cd', '#e07a5f', '#3d405b', '#f2cc8f', '#b23a48', '#3d405b', '#f9e9df'),
    palette('#f2b632', '#e8871e', '#401f3e', '#fff3d6', '#c2185b', '#401f3e', '#fff0cc'),
  ],
  horror: [
    palette('#140e11', '#3f1017', '#070507', '#d8231f', '#f1e4cf', '#f1e4cf', '#f1e4cf'),
    palette('#bf261e', '#8a1312', '#140a0a', '#f2e3c6', '#f2e3c6', '#fbeed4', '#f2e3c6'),
    palette('#cfd4c0', '#93a07f', '#171c16', '#a3b832', '#a4221b', '#171c16', '#dfe3d2'),
    palette('#1d2429', '#35454d', '#0b0e10', '#e3d9b4', '#c2402f', '#e3d9b4', '#e3d9b4'),
    palette('#2a1838', '#4c2a5c', '#110818', '#e2e85a', '#e2e85a', '#eef0b0', '#eef0b0'),
  ],
  documentary: [
    palette('#e9e6df', '#c3bdb0', '#23262b', '#d9482b', '#d9482b', '#23262b', '#f4f2ec'),
    palette('#1f2a2e', '#3b5157', '#0e1416', '#e6b450', '#e6b450', '#f0e7d2', '#f0e7d2'),
    palette('#d6dfe3', '#9fb4bd', '#14303d', '#f2774b', '#f2774b', '#14303d', '#e6eef1'),
  ],
  animation: [
    palette('#53c3ea', '#3f8fe0', '#1b2a6b', '#ffd60a', '#ff5d8f', '#12205c', '#fff7d6'),
    palette('#ffd6a5', '#ff8e72', '#4f2590', '#3fa787', '#ff5d5d', '#4f2590', '#ffe8cb'),
    palette('#bde0c5', '#5aa786', '#14463a', '#ffb703', '#fb5607', '#14463a', '#e2f3e4'),
    palette('#2d1e6b', '#5b3cc4', '#160d3a', '#ffd166', '#ff7096', '#ffe9b8', '#ffe9b8'),
    palette('#ff9eb5', '#ff6f91', '#5a1846', '#ffe66d', '#2ec4b6', '#5a1846', '#fff0f3'),
  ],
  scifi: [
    palette('#0d1230', '#28357a', '#070a1c', '#ff8a5b', '#f7e8c9', '#f7e8c9', '#f7e8c9'),
    palette('#e9e2d0', '#b3c4c0', '#15323d', '#ef5b3c', '#15323d', '#15323d', '#f3eedf'),
    palette('#2a0f3d', '#5f2171', '#12061c', '#ff5fa2', '#ffd166', '#ffe0b0', '#ffe0b0'),
    palette('#0b2a33', '#145a63', '#05161b', '#7fe0cf', '#f3b24d', '#e6f7ef', '#e6f7ef'),
    palette('#d9482b', '#a82f1c', '#1f1316', '#f6d8a8', '#f6d8a8', '#fdebcb', '#f6d8a8'),
  ],
  fantasy: [
    palette('#2b1b4d', '#533a8b', '#150c29', '#f2d06b', '#ff8fa3', '#f8e6b4', '#f8e6b4'),
    palette('#0f3b3a', '#1f6b5e', '#08201f', '#e8d48b', '#f08a4b', '#f1e6b8', '#f1e6b8'),
    palette('#d8c9e8', '#a58bc4', '#2c1a4a', '#f29e4c', '#c8326c', '#2c1a4a', '#eee4f6'),
    palette('#123458', '#2d6a9f', '#081a2e', '#ffd37a', '#ff7d66', '#fbe7bf', '#fbe7bf'),
  ],
  mystery: [
    palette('#20242e', '#3f4759', '#0d0f14', '#e8d9b0', '#d8492f', '#eee2c2', '#eee2c2'),
    palette('#0f2b2b', '#1f5150', '#061414', '#e9c46a', '#e76f51', '#f3e3b3', '#f3e3b3'),
    palette('#c9c4b4', '#9a947f', '#22242a', '#f3ecd6', '#a4221b', '#22242a', '#ece6d3'),
    palette('#3a1c32', '#6a3556', '#170a14', '#f0b49e', '#f4d58d', '#f9dcc4', '#f9dcc4'),
  ],
  crime: [
    palette('#18191d', '#31343d', '#08090b', '#f2c230', '#d8402b', '#f5efe0', '#f5efe0'),
    palette('#f0bf2e', '#d4940f', '#17181c', '#fff3cf', '#b8231f', '#17181c', '#f8edcb'),
    palette('#d9d4c7', '#a9a397', '#1b1b1f', '#c5281c', '#c5281c', '#1b1b1f', '#ece8dd'),
    palette('#5b1a1a', '#832a24', '#1e0909', '#f2d9a0', '#f2a33a', '#f7e4bb', '#f7e4bb'),
    palette('#1d3a4a', '#34607a', '#0a1820', '#f4a259', '#f4e1c1', '#f4e1c1', '#f4e1c1'),
  ],
  romance: [
    palette('#f6d9cf', '#ee9c94', '#7a1f3d', '#d6324b', '#fff4e8', '#7a1f3d', '#fdeae2'),
    palette('#a3223f', '#cc4652', '#3f0d1f', '#f7b7a3', '#ffe7d1', '#ffe7d1', '#ffe7d1'),
    palette('#f3e6d2', '#e8b7a5', '#2d3a5e', '#e0574f', '#f2b632', '#2d3a5e', '#f9efdf'),
    palette('#263056', '#46548f', '#141a33', '#f4a6a0', '#fbe3c0', '#fbe3c0', '#fbe3c0'),
    palette('#e9b9c0', '#c97b8f', '#43213a', '#fff0e6', '#b7223f', '#43213a', '#fae7e6'),
  ],
  comedy: [
    palette('#ffd23f', '#ff9f1c', '#2b2d42', '#ef476f', '#fff7e0', '#2b2d42', '#fff3cc'),
    palette('#ef5b57', '#c93f44', '#1f3a5f', '#ffe066', '#fff3df', '#fff3df', '#fff3df'),
    palette('#78c6b8', '#2f8396', '#1d3557', '#ffe066', '#f25f5c', '#1d3557', '#eefaf4'),
    palette('#ff9fb8', '#f36a93', '#3d1330', '#ffe5ec', '#ffca3a', '#3d1330', '#ffe9ef'),
    palette('#f4efe2', '#f2a541', '#20315b', '#e4572e', '#2a9d8f', '#20315b', '#faf6ea'),
  ],
  thriller: [
    palette('#e0582a', '#b8391a', '#1a0f0c', '#f8e9cf', '#f8e9cf', '#1a0f0c', '#f8e9cf'),
    palette('#1b1f27', '#3a414f', '#0a0c10', '#e2453c', '#f0e6d2', '#f0e6d2', '#f0e6d2'),
    palette('#d7d2c4', '#a8a18d', '#1d1e22', '#d2341f', '#d2341f', '#1d1e22', '#eeeadd'),
    palette('#173038', '#2c5763', '#08161b', '#e9c46a', '#e4572e', '#f2e6c4', '#f2e6c4'),
    palette('#3a0d18', '#6c1a2c', '#16040a', '#f2e1c9', '#e9b44c', '#f2e1c9', '#f2e1c9'),
  ],
  adventure: [
    palette('#f2b457', '#d97b3a', '#2f2a3f', '#fbe7b2', '#c8402a', '#2f2a3f', '#fbecc6'),
    palette('#2a6f7f', '#1f4e5f', '#0d2530', '#f6c85f', '#f08a4b', '#fbe7bd', '#fbe7bd'),
    palette('#dfe6d5', '#8fae9a', '#1f3d3a', '#e8743b', '#e8743b', '#1f3d3a', '#eef3e6'),
    palette('#7fb7c9', '#4a86a3', '#16324a', '#fff1c9', '#e4572e', '#122a40', '#f2f8f3'),
    palette('#a63d2a', '#7a281c', '#260d0a', '#f5c86a', '#f8e3ba', '#f8e3ba', '#f8e3ba'),
  ],
  action: [
    palette('#df522c', '#ad3617', '#1d1416', '#ffc145', '#fff1d6', '#fff1d6', '#fff1d6'),
    palette('#1c1f2b', '#39405a', '#0b0d14', '#ff7a1a', '#ffd23f', '#ffe9c4', '#ffe9c4'),
    palette('#ffb81c', '#ee8b00', '#201a16', '#e6332a', '#fff6de', '#201a16', '#fff1cf'),
    palette('#c4ccd0', '#8a979e', '#172026', '#e8432e', '#f5b301', '#172026', '#eef2f3'),
  ],
  history: [
    palette('#e6d3a8', '#c39b5f', '#4a2617', '#a5342a', '#1f4e5f', '#4a2617', '#f4e7c6'),
    palette('#7a2323', '#a1403a', '#2b0b0d', '#e9c46a', '#f4e1b5', '#f4e1b5', '#f4e1b5'),
    palette('#2c4a3e', '#4b735f', '#12211b', '#e6c877', '#f3e6bf', '#f3e6bf', '#f3e6bf'),
  ],
  drama: [
    palette('#d9cbb5', '#b39d80', '#33272a', '#b5472f', '#f4ecdd', '#33272a', '#efe6d6'),
    palette('#2e3f50', '#48637a', '#16202b', '#e9b872', '#f3e3c6', '#f3e3c6', '#f3e3c6'),
    palette('#a7b8a8', '#748a7a', '#22302b', '#f5e2b3', '#b5472f', '#22302b', '#e3ebe2'),
    palette('#8c2f39', '#b0525a', '#2b0f16', '#f3d3b0', '#f3d3b0', '#f9e2c8', '#f9e2c8'),
    palette('#efe7da', '#c9b79c', '#3a4a5a', '#d1693b', '#d1693b', '#2f3d4b', '#f6f1e7'),
    palette('#c98b6b', '#a5654c', '#35201c', '#f6dfc2', '#2f4858', '#2e1a16', '#f6dfc2'),
  ],
};
