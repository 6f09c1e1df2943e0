package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonLinesFuzzTest {
    @Property(tries = 500)
    void every_line_of_a_file_is_a_row_or_told_once(@ForAll("files") byte[] bytes) throws Exception {
        Path file = Files.createTempFile("rows", ".jsonl");
        try {
            Files.write(file, bytes);

            int ends = 1;
            for (byte b : bytes) {
                ends += b == '\n' ? 1 : 0;
            }
            assertThat(JsonLinesTest.found(file)).hasSizeLessThanOrEqualTo(ends);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<byte[]> pieces = Arbitraries.of(
                        "{\"instruction\":\"a\",\"output\":\"b\"}",
                        "\n",
                        "\r\n",
                        "[",
                        "{",
                        "}",
                        "\"",
                        ",",
                        "\uFEFF",
                        "x",
                        " ")
                .list()
                .ofMaxSize(12)
                .map(all -> String.join("", all).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Arbitraries.oneOf(pieces, Arbitraries.bytes().array(byte[].class).ofMaxSize(60));
    }
}
