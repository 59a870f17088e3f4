/** A verdict, as far as the page reads it: `docs/verdict.md` has it all. */

import type { Text } from '../frame/language';
import type { Interval } from '../parts/depth';
import type { Outcome } from '../parts/outcome';
import type { RuleSource } from './rules';

export interface Certainty {
  weakest: string;
  rule?: string;
  layer?: string;
  map_date?: string;
}

export interface JudgedRule {
  id: string;
  outcome: string;
  state: 'applies' | 'does-not-apply' | 'unknown';
  fact?: string;
  value?: number;
  limit?: number;
  margin?: number;
  unit?: string;
  zone?: { layer: string; id: string; name?: string };
  site?: { layer: string; id: string; name?: string };
  missing?: string[];
  notice_weeks?: number;
  right_until?: string;
  conditions?: Text[];
  reason: Text;
  explanation: Text;
  source: RuleSource;
  certainty: string;
}

export interface Change {
  fact: string;
  from?: number | string;
  to?: number | string;
  change?: number;
  unit?: string;
  place?: { x: number; y: number; distance_m: number; direction: Text; east_m: number; north_m: number };
}

export interface Remedy extends Change {
  also?: Change[];
  outcome: Outcome;
  range?: [Outcome, Outcome];
}

export interface Follow {
  fact: string;
  unit?: string;
  from?: number;
  to?: number;
  outcome: Outcome;
  range?: [Outcome, Outcome];
}

export interface Neighbour {
  layer: string;
  id: string;
  distance_m: number;
  wells: number;
  system?: string;
  depth_m?: number;
  annual_volume_m3?: number;
  /** Open beside open: in mean thermal radii, and how many it should be at least. */
  spacing?: { distance_m: number; radii: Range | null; required: number };
  /** Open beside open: how much one lowers or raises the head at the other at most, m. */
  head?: { by_us_m?: Range; by_them_m?: Range; limit_m: number; influence: 'no' | 'unknown' | 'yes' };
  /** Closed beside closed: how much one cools the other, K. */
  cooling?: { by_us_k?: Range; by_them_k?: Range; limit_k: number };
  harm: 'none' | 'unknown' | 'harm';
  unknown: string[];
}

/** From a least to a most; without an end where there is none. */
export interface Range {
  low: number;
  high: number | null;
}

export interface Zone {
  kind: string;
  layer: string;
  id: string;
  name?: string;
  from_m: number;
  to_m: number | null;
  max_depth_m?: number;
}

export interface Verdict {
  id: string;
  date: string;
  system: string;
  location: { x: number; y: number; lat: number; lon: number };
  application: Record<string, unknown>;
  outcome: Outcome;
  range?: [Outcome, Outcome];
  certainty?: Certainty;
  given?: { facts: string[] | string; source?: string; by?: string; date?: string };
  near_edges?: { kind: string; id: string; name?: string; distance_m: number; accuracy_m: number; outcome: Outcome }[];
  settle: string[];
  follows?: Follow[];
  decisive: string[];
  attention: string[];
  on_condition: string[];
  duties: string[];
  implausible: string[];
  jurisdiction: string[];
  maps: { kind: string; title: Text; url?: string }[];
  partial: { rulebook: string; text: Text }[];
  rules: JudgedRule[];
  depth_profile: Interval[];
  facts: {
    zones: Zone[];
    gaps?: Text[];
    nearest: Record<string, { layer: string; id: string; name?: string; distance_m: number }>;
    within_400_m: Record<string, number | null>;
    neighbours?: Neighbour[];
    interference: { harm: string; within_m: number; systems: number | null };
    depth_limit_m: number | null;
  };
  remedies?: Remedy[];
  no_remedy?: { rules: { id: string; source: RuleSource }[]; tried: string[]; open?: string[]; searched_m?: number };
  completeness: {
    list: string;
    items: { id: string; text: Text; fields: string[]; state: string; source: RuleSource; missing?: string[] }[];
    given: number;
    missing: number;
    implausible: number;
    document: number;
  };
  provenance: {
    tool: string;
    rulebooks: { id: string; version: string; sha256: string }[];
    layers: { id: string; version: string; sha256: string; date?: string; status: string; certainty?: string; source?: { title: string; url?: string }; caveat?: Text; dropped: number }[];
    notices: Text[];
    input_sha256: string;
  };
}

/** The rules of a verdict by id, in an order that is given. */
export function rulesOf(verdict: Verdict, ids: string[]): JudgedRule[] {
  return ids.flatMap((id) => verdict.rules.filter((rule) => rule.id === id));
}

/** An explanation without the source at its end, which stands beside it. */
export function withoutSource(explanation: string): string {
  const end = /\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\.?$/.exec(explanation);
  return end ? `${explanation.slice(0, end.index)}.` : explanation;
}
