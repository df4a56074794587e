/** See `importUnits`. */
import { importUnits } from '../kit/import-units.ts';

importUnits('broker');
