/** Where one begins: what needs attention, the first steps while they are to be made, and what has happened. */
import { Grid, Stack } from '@mantine/core';
import { PageFrame } from '../../shell/page.tsx';
import { Attention } from './attention.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Figures, Latest } from './overview.tsx';
import { SecondFactorHint } from './second-factor-hint.tsx';

/** The page. */
export function Page() {
  return (
    <PageFrame title="Home">
      <Figures />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack h="100%">
            <SecondFactorHint />
            <FirstSteps />
            <Attention />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Latest />
        </Grid.Col>
      </Grid>
    </PageFrame>
  );
}
