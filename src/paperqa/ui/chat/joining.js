// Loses no question. Gradio's client reads one stream for all events; the server ends it when no
// event is left. An event that is put in just then is never heard of: the client takes the stream
// for open, and only afterwards reads that it has ended. So, while a stream is open, the client
// hears a moment later that its event was put in; by then it has read of the end, if there is one.
//
// And stops what was not heard of yet: the client names no event where it does not know it so far,
// and the server would refuse to end that.

{
  const MOMENT = 250; // milliseconds
  const plain = window.fetch.bind(window);
  const streams = new Set();
  const joined = new Map(); // by the function's number, what its last event is called, once heard

  const watched = (response, signal) => {
    const stream = {};
    const ended = () => streams.delete(stream);
    streams.add(stream);
    signal?.addEventListener("abort", ended);
    const body = response.body.pipeThrough(new TransformStream({ flush: ended }));
    return new Response(body, response);
  };

  const join = async (input, init) => {
    const response = await plain(input, init);
    if (streams.size) await new Promise((go) => setTimeout(go, MOMENT));
    return response;
  };

  const named = async (body) => {
    const told = JSON.parse(body);
    const event = told.event_id ?? (await joined.get(told.fn_index));
    return JSON.stringify({ ...told, event_id: event });
  };

  window.fetch = async (input, init) => {
    const { pathname } = new URL(input.url ?? input, location.href);
    if (pathname.endsWith("/queue/join")) {
      const joining = join(input, init);
      const event = joining.then((response) => response.clone().json()).then((it) => it.event_id);
      event.catch(() => {}); // whoever asked for it hears of that
      joined.set(JSON.parse(init.body).fn_index, event);
      return joining;
    }
    if (pathname.endsWith("/cancel")) return plain(input, { ...init, body: await named(init.body) });
    const response = await plain(input, init);
    const data = pathname.endsWith("/queue/data") && response.ok;
    return data ? watched(response, init?.signal ?? input.signal) : response;
  };
}
