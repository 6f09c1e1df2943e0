package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks a file of any length that holds one document after another, each from its BLUEPRINT line on. */
public final class DslStream {
    /**
     * One document of the file.
     *
     * @param document what was read
     * @param problems what is wrong with it; lines are those of the file
     */
    public record Checked(Document document, List<Problem> problems) {
        /** The first error as LINE:COLUMN: CODE MESSAGE; empty where the text is valid. */
        public Optional<String> firstError() {
            return problems.stream().filter(Problem::isError).findFirst().map(Problem::brief);
        }

        /** Copies the list. */
        public Checked {
            problems = List.copyOf(problems);
        }
    }

    private static final byte[] HEADING = "BLUEPRINT:".getBytes(StandardCharsets.US_ASCII);

    private final NodeCatalog catalog;
    private final Consumer<Checked> sink;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private boolean named;
    private int lines;
    private int first;
    private int count;

    private DslStream(NodeCatalog catalog, Consumer<Checked> sink) {
        this.catalog = catalog;
        this.sink = sink;
    }

    /**
     * Hands each document on as soon as it ends; memory is bounded by the largest document, which is bounded itself.
     *
     * @return the number of documents
     * @throws IOException when the stream cannot be read
     */
    public static int check(InputStream in, NodeCatalog catalog, Consumer<Checked> sink) throws IOException {
        var stream = new DslStream(catalog, sink);
        stream.read(in);
        return stream.count;
    }

    private void read(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        byte[] chunk = new byte[1 << 16];
        boolean afterReturn = false;
        for (int n = buffered.read(chunk); n >= 0; n = buffered.read(chunk)) {
            int start = 0;
            for (int i = 0; i < n; i++) {
                byte b = chunk[i];
                if (afterReturn && b != '\n') {
                    line.write(chunk, start, i - start);
                    start = i;
                    line();
                }
                afterReturn = b == '\r';
                if (b == '\n' || line.size() + i - start >= Parser.LONGEST_TEXT) {
                    line.write(chunk, start, i + 1 - start);
                    start = i + 1;
                    line();
                    afterReturn = false;
                }
            }
            line.write(chunk, start, n - start);
        }
        line();
        document();
    }

    private void line() {
        if (line.size() == 0) {
            return;
        }
        byte[] bytes = line.toByteArray();
        line.reset();
        boolean heading = startsDocument(bytes);
        if ((heading && named) || text.size() + bytes.length > Parser.LONGEST_TEXT) {
            document();
        }
        named |= heading;
        text.writeBytes(bytes);
        lines++;
    }

    private static boolean startsDocument(byte[] bytes) {
        boolean marked =
                bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf;
        int at = marked ? 3 : 0;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return Arrays.equals(bytes, at, Math.min(bytes.length, at + HEADING.length), HEADING, 0, HEADING.length);
    }

    private void document() {
        if (text.size() == 0) {
            return;
        }
        Checked checked = Dsl.checkBytes(text.toByteArray(), catalog);
        int before = first;
        sink.accept(
                before == 0
                        ? checked
                        : new Checked(
                                checked.document(),
                                checked.problems().stream()
                                        .map(problem -> new Problem(
                                                problem.code(),
                                                problem.severity(),
                                                problem.line() == 0 ? before + 1 : problem.line() + before,
                                                problem.column(),
                                                problem.message(),
                                                problem.hint()))
                                        .toList()));
        count++;
        text.reset();
        first = lines;
        named = false;
    }
}
