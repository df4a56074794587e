import { evidenceCase } from '../evidence-case.ts';

/** The management APIs of InfluxDB, over its client. */
export const influxdb = evidenceCase({
  provider: 'influxdb',
  package: '@influxdata/influxdb-client-apis',
  type: 'ApiKey',
  fields: (secret) => ({ cluster: 'eu-central-1-1.aws', apiKey: secret }),
  async run({ BucketsAPI }, { cluster, apiKey }) {
    const client = '@influxdata/influxdb-client';
    const { InfluxDB } = await import(client);
    const influx = new InfluxDB({ url: `https://${cluster}.cloud2.influxdata.com`, token: apiKey });
    await new BucketsAPI(influx).getBuckets({ limit: 1 });
  },
});
