import { expect, it } from 'vitest';
import { DetectorRecording } from './detector-recording.ts';
import { FakeDetector } from './testing/fake-detector.ts';
import { noLeaks } from './testing/no-leaks.ts';
import { TriggerInfo } from './trigger-info.ts';

noLeaks();

async function recording() {
  const fake = new FakeDetector();
  const recorded = new DetectorRecording(fake);
  await recorded.open('det', TriggerInfo.parse({}));
  fake.write(1);
  const told = async () => {
    const docs = [];
    for await (const doc of recorded.collectAssetDocs()) docs.push(doc);
    return docs;
  };
  return { fake, recorded, told };
}

it('opens anew once the run is closed, for what it was prepared for', async () => {
  const { fake, recorded } = await recording();
  await recorded.ready('det');
  recorded.finishAssets();
  expect(fake.calls).toEqual(['open']);
  expect(await recorded.ready('det')).toMatchObject({ info: { numberOfEvents: 1 }, keys: { det: { dtype: 'array' } } });
  expect(fake.calls).toEqual(['open', 'close', 'open']);
  await recorded.ready('det');
  expect(fake.calls).toHaveLength(3);
});

it('prepared for something else after the run, it opens once', async () => {
  const { fake, recorded } = await recording();
  recorded.finishAssets();
  await recorded.open('det', TriggerInfo.parse({ numberOfEvents: 3 }));
  expect((await recorded.ready('det'))?.info.numberOfEvents).toBe(3);
  expect(fake.calls).toEqual(['open', 'close', 'open']);
});

it('where it could not be opened anew, the next try opens', async () => {
  const { fake, recorded } = await recording();
  recorded.finishAssets();
  const open = fake.open.bind(fake);
  fake.open = () => Promise.reject(new Error('no disk'));
  await expect(recorded.ready('det')).rejects.toThrow('no disk');
  fake.open = open;
  await recorded.ready('det');
  expect(fake.calls).toEqual(['open', 'close', 'close', 'open']);
});

it('a frame that came back is told again when it is read again, and then stays', async () => {
  const { fake, recorded, told } = await recording();
  const first = await told();
  recorded.returnAssetDocs(first);
  expect(await told()).toEqual(first);
  await recorded.ready('det');
  expect(fake.calls).toEqual(['open']);
});

it('a frame that came back makes way for the next exposure', async () => {
  const { fake, recorded, told } = await recording();
  recorded.returnAssetDocs(await told());
  await recorded.ready('det');
  expect([fake.calls, await fake.indicesWritten()]).toEqual([['open', 'forget'], 0]);
});

it('has nothing ready, and tells nothing, before it is prepared and afterwards', async () => {
  const { recorded, told } = await recording();
  recorded.finishAssets();
  recorded.unprepare();
  expect([await recorded.ready('det'), recorded.prepared, await told()]).toEqual([undefined, undefined, []]);
});

it('who was abandoned while the writer was slow gets nothing of what came after', async () => {
  const { fake, recorded, told } = await recording();
  const indicesWritten = fake.indicesWritten.bind(fake);
  let answer: () => void = () => undefined;
  fake.indicesWritten = () =>
    new Promise((resolve) => {
      answer = () => void indicesWritten().then(resolve);
    });
  const abandoned = told();
  fake.indicesWritten = indicesWritten;
  await recorded.forget();
  fake.write(1);
  answer();
  expect(await abandoned).toEqual([]);
  expect(await told()).not.toEqual([]);
});
