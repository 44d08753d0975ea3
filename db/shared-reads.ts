interface Place<Result> {
  running: Promise<Result>;
  next: Promise<Result> | null;
}

/**
 * Reads that many ask for at once, such as all viewers of an incident after a change, made once for all of them. Who
 * asks while a read runs gets the next one, which begins after the question: nobody is answered with what was so before
 * they asked. The key names all that the answer depends on; what is answered is shared, so nobody may change it.
 */
export function sharedReads<Result>(): (key: string, read: () => Promise<Result>) => Promise<Result> {
  const places = new Map<string, Place<Result>>();

  function begin(key: string, read: () => Promise<Result>): Promise<Result> {
    const place: Place<Result> = { running: read(), next: null };
    places.set(key, place);
    const forget = () => {
      if (place.next === null) places.delete(key);
    };
    place.running.then(forget, forget);
    return place.running;
  }

  return (key, read) => {
    const place = places.get(key);
    if (!place) return begin(key, read);
    const beginNext = () => begin(key, read);
    place.next ??= place.running.then(beginNext, beginNext);
    return place.next;
  };
}
