/** The fields of an application, as the form has them. */

import { measured, shown } from '../../frame/numbers';
import { known, w } from '../../words';

export interface FieldOf {
  name: string;
  unit?: string;
  kind?: 'number' | 'text' | 'date';
  span?: 2 | 3 | 4 | 6;
  /** Only for wells, only for loops. */
  only?: 'open' | 'closed';
  isMain?: boolean;
}

/** In the order of the form. */
export const FIELDS: readonly FieldOf[] = [
  { name: 'drilling_depth_m', unit: 'm', isMain: true },
  { name: 'screen_top_m', unit: 'm', isMain: true, only: 'open' },
  { name: 'screen_bottom_m', unit: 'm', isMain: true, only: 'open' },
  { name: 'flow_m3_h', unit: 'm³/h', isMain: true, only: 'open' },
  { name: 'annual_volume_m3', unit: 'm³/j', isMain: true, only: 'open' },
  { name: 'ground_power_kw', unit: 'kW', isMain: true, only: 'closed' },
  { name: 'date', kind: 'date', isMain: true },
  { name: 'max_infiltration_temperature_c', unit: '°C' },
  { name: 'min_return_temperature_c', unit: '°C' },
  { name: 'heat_added_mwh', unit: 'MWh' },
  { name: 'cold_added_mwh', unit: 'MWh' },
  { name: 'heat_demand_mwh', unit: 'MWh' },
  { name: 'cooling_demand_mwh', unit: 'MWh' },
  { name: 'spf' },
  { name: 'ground_level_m_nap', unit: 'm NAP' },
  { name: 'clay_top_m', unit: 'm' },
  { name: 'fluid', kind: 'text', only: 'closed' },
  { name: 'existing_since', kind: 'date' },
  { name: 'id', kind: 'text' },
  { name: 'case_number', kind: 'text' },
  { name: 'applicant', kind: 'text' },
  { name: 'address', kind: 'text', span: 3 },
  { name: 'parcel', kind: 'text', span: 3 },
];

const UNITS: Record<string, string> = { m: 'm', 'm3/h': 'm³/h', m3: 'm³', kW: 'kW', degC: '°C', MWh: 'MWh' };

/** A unit as people write it. */
export function unitWord(unit: string | undefined): string {
  return unit ? (UNITS[unit] ?? unit) : '';
}

/** A value of a field with its unit. */
export function valueWords(value: unknown, unit: string | undefined): string {
  if (typeof value !== 'number') return known(String(value));
  return unit ? measured(value, unitWord(unit)) : shown(value);
}

/** Whether a field is a number. */
export function isNumber(name: string): boolean {
  const field = FIELDS.find((each) => each.name === name);
  return name === 'x' || name === 'y' || name === 'lat' || name === 'lon' || Boolean(field && !field.kind);
}

/** The name of a field, a fact, or of the place. */
export function fieldWord(name: string): string {
  return name === 'place' ? w('thePlace') : known(name);
}
