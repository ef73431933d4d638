/** What points are coloured by. */
export type Colour = 'task' | 'difficulty' | 'llm' | 'cluster';

/** The columns of a map, as the API has them: entry i of each is point i. */
export interface Points {
  readonly method: string;
  readonly state: string;
  readonly trustworthiness: number | null;
  readonly queries: number;
  readonly ids: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly tasks: readonly { readonly task: string | null; readonly queries: number }[];
  readonly task: readonly number[];
  readonly difficulty: { readonly router: string; readonly values: readonly number[] } | null;
  readonly clusters: { readonly router: string; readonly numbers: readonly number[] } | null;
}

/** Who is chosen for each point. */
export interface Choices {
  readonly llms: readonly { readonly llm: { readonly id: string; readonly name: string }; readonly queries: number }[];
  readonly llm: readonly number[];
}

/** Points of one colour. */
export interface Group {
  readonly name: string;
  /** What `highlight` in the URL calls it. */
  readonly id: string;
  /** A place in the palette; a place on the scale of difficulty, in [0, 1]; or none: it stands behind the others. */
  readonly hue: { readonly series: number } | { readonly scale: number } | null;
  /** Which points. */
  readonly points: readonly number[];
}

export interface Grouping {
  /** Null points have no value: no difficulty, for example. */
  readonly of: (point: number) => number;
  readonly names: readonly string[];
  readonly ids: readonly string[];
}

/** Categories that get a colour of their own. */
const COLOURED = 9;
const BINS = 10;
/** A task that queries do not have. */
export const NO_TASK = 'no task';

/** What each point is coloured by; null where it is not known (yet). */
export function groupingOf(colour: Colour, map: Points, choices: Choices | null): Grouping | null {
  if (colour === 'task') {
    const names = map.tasks.map(({ task }) => task ?? NO_TASK);
    return { of: (i) => map.task[i] ?? 0, names, ids: names };
  }
  if (colour === 'difficulty') {
    const values = map.difficulty?.values;
    if (!values) return null;
    const names = Array.from({ length: BINS }, (_, b) => `${(b / BINS).toFixed(1)}–${((b + 1) / BINS).toFixed(1)}`);
    return { of: (i) => Math.min(BINS - 1, Math.max(0, Math.floor((values[i] ?? 0) * BINS))), names, ids: names };
  }
  if (colour === 'llm') {
    if (!choices || choices.llm.length !== map.ids.length) return null;
    return {
      of: (i) => choices.llm[i] ?? 0,
      names: choices.llms.map(({ llm }) => llm.name),
      ids: choices.llms.map(({ llm }) => llm.id),
    };
  }
  const numbers = map.clusters?.numbers;
  if (!numbers) return null;
  const clusters = [...new Set(numbers)].sort((a, b) => a - b);
  const place = new Map(clusters.map((cluster, i) => [cluster, i]));
  return {
    of: (i) => place.get(numbers[i] ?? 0) ?? 0,
    names: clusters.map((cluster) => `Cluster ${cluster}`),
    ids: clusters.map(String),
  };
}

/**
 * Points by colour, the most numerous first: nine with a colour of their own, the others together behind them. With `highlight`
 * that one alone has a colour. Difficulty is a scale, not categories, so all of its bins have one.
 */
export function groupsOf(
  colour: Colour,
  { of, names, ids }: Grouping,
  points: number,
  highlight: string | null,
): Group[] {
  const members = names.map((): number[] => []);
  for (let i = 0; i < points; i++) members[of(i)]?.push(i);
  const all = names.map((name, g) => ({ name, id: ids[g] ?? name, points: members[g] ?? [] }));
  const rest = (groups: typeof all, name: string): Group[] => {
    const behind = groups.flatMap((group) => group.points);
    return behind.length > 0 ? [{ name, id: '', hue: null, points: behind }] : [];
  };
  const one = highlight === null ? undefined : all.find(({ id }) => id === highlight);
  if (one) {
    const others = all.filter((group) => group !== one);
    return [
      ...rest(others, 'Others'),
      { ...one, hue: colour === 'difficulty' ? { scale: scaleOf(all.indexOf(one)) } : { series: 0 } },
    ];
  }
  if (colour === 'difficulty') {
    return all.map((group, b) => ({ ...group, hue: { scale: scaleOf(b) } })).filter((group) => group.points.length > 0);
  }
  const shown = all.filter((group) => group.points.length > 0).sort((a, b) => b.points.length - a.points.length);
  return [
    ...rest(shown.slice(COLOURED), `${shown.length - COLOURED} others`),
    ...shown.slice(0, COLOURED).map((group, g) => ({ ...group, hue: { series: g } })),
  ];
}

const scaleOf = (bin: number): number => bin / (BINS - 1);

/** A query that stands out: the selected one, or what is like it. */
export interface Mark {
  /** Null: a text that is no training query. */
  readonly id: string | null;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly map: Points;
  readonly choices: Choices | null;
  readonly groups: readonly Group[];
  readonly marked: Mark | null;
  readonly similar: readonly Mark[];
}

/** The training query under a mark of the picture: its place on the map, or a mark; null for a text. */
export function pickedId({ map, groups, similar, marked }: Drawn, series: number, at: number): string | null {
  if (series < groups.length) return map.ids[groups[series]?.points[at] ?? -1] ?? null;
  return series === groups.length ? (similar[at]?.id ?? null) : (marked?.id ?? null);
}
