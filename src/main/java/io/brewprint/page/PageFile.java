package io.brewprint.page;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.render.SvgRenderer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page on its way to its file. */
public final class PageFile {
    /** What stands on a page. */
    interface Body {
        /** Writes all of it. */
        void write(Html out) throws IOException;
    }

    private PageFile() {}

    /** Refuses what cannot become a page, before anything is computed for it. */
    public static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new Fault("no_file", file + " is a folder", Where.in(file), "name a file for the page");
        }
    }

    /** Replaces {@code file} when all of it is written; until then it goes beside. */
    static void write(Path file, String title, String lead, Body body) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(file + " names no file");
        }
        Files.createDirectories(folder);
        Path temporary = AtomicFiles.free(folder, target.getFileName() + ".tmp");
        try {
            try (Writer writer = AtomicFiles.writer(temporary)) {
                Html out = new Html(writer);
                out.begin(title).raw(SvgRenderer.shared());
                out.text("<h1>", title, "</h1>").text("<p class=\"lead\">", lead, "</p>\n");
                body.write(out);
                out.end();
            }
            AtomicFiles.replace(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
