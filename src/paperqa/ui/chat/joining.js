// Loses no question. Gradio's client reads one stream for all events; the server ends it when no
// event is left. An event that is put in just then is never heard of: the client takes the stream
// for open, and only afterwards reads that it has ended. So, while a stream is open, the client
// hears a moment later that its event was put in; by then it has read of the end, if there is one.

{
  const MOMENT = 250; // milliseconds
  const plain = window.fetch.bind(window);
  const streams = new Set();

  const watched = (response, signal) => {
    const stream = {};
    const ended = () => streams.delete(stream);
    streams.add(stream);
    signal?.addEventListener("abort", ended);
    const body = response.body.pipeThrough(new TransformStream({ flush: ended }));
    return new Response(body, response);
  };

  window.fetch = async (input, init) => {
    const { pathname } = new URL(input.url ?? input, location.href);
    const response = await plain(input, init);
    if (pathname.endsWith("/queue/data") && response.ok) {
      return watched(response, init?.signal ?? input.signal);
    }
    if (pathname.endsWith("/queue/join") && streams.size) {
      await new Promise((go) => setTimeout(go, MOMENT));
    }
    return response;
  };
}
