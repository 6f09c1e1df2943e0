import com.google.common.hash.Hashing;
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Formats every source under src/, or tells which are not formatted: the build's own JDK runs it, as the formatter
 * reads Java with the parser of the JDK it runs on. Arguments: check or apply, and the file that remembers what was
 * found in order, so that a second check looks only at what changed.
 */
final class Format {
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());
    private final Set<String> inOrder = ConcurrentHashMap.newKeySet();
    private final Set<String> known;
    private final boolean apply;

    private Format(Set<String> known, boolean apply) {
        this.known = known;
        this.apply = apply;
    }

    static void main(String[] args) throws IOException {
        Path memory = Path.of(args[1]);
        Format format = new Format(
                Files.exists(memory) ? Set.copyOf(Files.readAllLines(memory)) : Set.of(), args[0].equals("apply"));
        List<String> wrong;
        try (Stream<Path> tree = Files.walk(Path.of("src"))) {
            wrong = tree.filter(file -> file.toString().endsWith(".java")).toList().parallelStream()
                    .flatMap(format::look)
                    .sorted()
                    .toList();
        }
        Files.createDirectories(memory.toAbsolutePath().getParent());
        Files.write(memory, format.inOrder);
        if (!wrong.isEmpty()) {
            wrong.forEach(System.err::println);
            System.err.println(wrong.size()
                    + (format.apply
                            ? " sources cannot be read; mend them and try again"
                            : " sources are not formatted; run: mvn -q process-sources -Dformat=apply"));
            System.exit(1);
        }
    }

    /** What is wrong with a file, if anything. */
    private Stream<String> look(Path file) {
        try {
            String text = Files.readString(file);
            if (known.contains(key(text))) {
                inOrder.add(key(text));
                return Stream.of();
            }
            String formatted = formatter.formatSource(formatter.fixImports(text.replace("\r\n", "\n")));
            boolean same = formatted.equals(text);
            if (!same && apply) {
                Files.writeString(file, formatted);
            }
            if (same || apply) {
                inOrder.add(key(formatted));
                return Stream.of();
            }
            return Stream.of(file.toString());
        } catch (FormatterException e) {
            return Stream.of(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    // The class path names the formatter's version: what another one found in order is looked at again.
    private static String key(String text) {
        return Hashing.sha256()
                .hashString(System.getProperty("java.class.path") + text, StandardCharsets.UTF_8)
                .toString();
    }
}
