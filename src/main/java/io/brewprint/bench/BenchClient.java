package io.brewprint.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One of the clients of {@link ServeBench}: asks one thing after the other, and now and then hangs up. */
final class BenchClient implements Runnable {
    private static final double HANG_UPS = 0.15;
    private static final int MOST_LINES = 20;
    private static final int MOST_MILLIS = 200;

    /** How long an answer took, and whose it was. */
    record Served(String model, double seconds) {}

    private final HttpClient http;
    private final URI uri;
    private final List<BenchCase> cases;
    private final List<String> expected;
    private final Random random;
    private final BooleanSupplier over;

    final List<Served> served = new ArrayList<>();
    final List<String> mistakes = new ArrayList<>();
    int requests;
    int refused;
    int hungUp;

    BenchClient(
            HttpClient http, URI uri, List<BenchCase> cases, List<String> expected, long seed, BooleanSupplier over) {
        this.http = http;
        this.uri = uri;
        this.cases = cases;
        this.expected = expected;
        random = new Random(seed);
        this.over = over;
    }

    @Override
    public void run() {
        try {
            while (!over.getAsBoolean()) {
                int number = random.nextInt(cases.size());
                boolean stream = random.nextBoolean();
                requests++;
                if (random.nextDouble() < HANG_UPS) {
                    hangUp(cases.get(number), stream);
                    hungUp++;
                } else {
                    ask(number, stream);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(BenchCase what, boolean stream) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(what.json(stream)))
                .build();
    }

    private void ask(int number, boolean stream) throws InterruptedException {
        long start = System.nanoTime();
        try {
            BenchCase what = cases.get(number);
            HttpResponse<String> response = http.send(request(what, stream), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 429 || response.statusCode() == 503) {
                refused++;
                return;
            }
            String text = response.statusCode() == 200 ? text(response.body(), stream) : response.body();
            if (text.equals(expected.get(number))) {
                served.add(new Served(what.model(), (System.nanoTime() - start) / 1e9));
            } else {
                mistakes.add("case " + number + (stream ? ", streamed" : "") + ", status " + response.statusCode()
                        + ": " + text);
            }
        } catch (IOException e) {
            mistakes.add("case " + number + ": " + e);
        }
    }

    private static String text(String body, boolean stream) throws IOException {
        if (!stream) {
            return BenchCase.text(body);
        }
        StringBuilder text = new StringBuilder();
        for (String line : body.split("\n")) {
            text.append(BenchCase.more(line));
        }
        return body.endsWith("data: [DONE]\n\n") ? text.toString() : "a stream without its end: " + text;
    }

    /** Leaves after some pieces, or some time. */
    private void hangUp(BenchCase what, boolean stream) throws InterruptedException {
        try {
            if (stream) {
                HttpResponse<Stream<String>> response =
                        http.send(request(what, true), HttpResponse.BodyHandlers.ofLines());
                try (Stream<String> lines = response.body()) {
                    Iterator<String> each = lines.iterator();
                    for (int left = random.nextInt(MOST_LINES); left > 0 && each.hasNext(); left--) {
                        each.next();
                    }
                }
            } else {
                CompletableFuture<HttpResponse<String>> answer =
                        http.sendAsync(request(what, false), HttpResponse.BodyHandlers.ofString());
                try {
                    answer.get(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    answer.cancel(true);
                }
            }
        } catch (IOException | ExecutionException e) {
            mistakes.add("a request to be hung up: " + e);
        }
    }
}
