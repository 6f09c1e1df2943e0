package io.brewprint.cli.command;

import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files that are named on the command line: found, held against the limits, read. */
public final class Inputs {
    /** Stands for standard input and output. */
    public static final Path DASH = Path.of("-");

    /**
     * One file to read.
     *
     * @param path where it is
     * @param relative its place in the folder that was named; its mere name where the file itself was
     */
    public record Item(Path path, Path relative) {
        /** As messages and reports call it: / on every system. */
        public String name() {
            return path.toString().replace('\\', '/');
        }

        /** Its name with another ending. */
        public Path withEnding(String ending) {
            String name = String.valueOf(relative.getFileName());
            int dot = name.lastIndexOf('.');
            return relative.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
        }
    }

    private final PipelineConfig.Limits limits;
    private final InputStream stdin;

    public Inputs(PipelineConfig.Limits limits) {
        this.limits = limits;
        this.stdin = System.in;
    }

    /** The files themselves, and those of folders with one of the endings, sorted. */
    public static List<Item> find(List<Path> named, String... endings) throws IOException {
        var found = new ArrayList<Item>();
        for (Path path : named) {
            if (!Files.isDirectory(path)) {
                Path name = path.getFileName();
                found.add(new Item(path, name == null ? path : name));
                continue;
            }
            int before = found.size();
            try (var files = Files.walk(path)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (endsWith(file, endings)) {
                        found.add(new Item(file, path.relativize(file)));
                    }
                }
            }
            if (found.size() == before) {
                throw new Fault(
                        "no_such_file",
                        "the folder " + path + " holds no " + String.join(" or ", endings) + " file",
                        Where.in(path.toString()),
                        "check the path");
            }
        }
        return found;
    }

    public static boolean endsWith(Path file, String... endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** All bytes of a file, or of standard input for {@code -}; never more than the limit. */
    public byte[] bytes(Item item) throws IOException {
        int most = limits.maxFileBytes();
        boolean dash = item.path().equals(DASH);
        if (!dash && Files.isDirectory(item.path())) {
            throw new Fault("no_such_file", item.name() + " is a folder", Where.in(item.name()), "name a file");
        }
        if (!dash && Files.size(item.path()) > most) {
            throw tooLarge(item, Files.size(item.path()) + " bytes");
        }
        try (InputStream in = dash ? null : Files.newInputStream(item.path())) {
            byte[] bytes = (in == null ? stdin : in).readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
            if (bytes.length > most) {
                throw tooLarge(item, "more bytes");
            }
            return bytes;
        }
    }

    private Fault tooLarge(Item item, String has) {
        return new Fault(
                "too_large",
                "the file has " + has + ", the limit is " + limits.maxFileBytes(),
                Where.in(item.name()),
                "take fewer nodes at a time, or raise limits.max_file_bytes");
    }

    /** The text of a file in UTF-8, or UTF-16 with its mark. */
    public String text(Item item) throws IOException {
        return text(item, bytes(item));
    }

    /** The same for bytes that were read already. */
    public static String text(Item item, byte[] bytes) {
        boolean little = bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe;
        boolean big = bytes.length > 1 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff;
        var charset = little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = charset.newDecoder().decode(in).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Fault(
                    "encoding",
                    "the file is no valid " + charset.name() + " text",
                    Where.in(item.name() + ":" + line),
                    "save it as UTF-8");
        }
    }
}
