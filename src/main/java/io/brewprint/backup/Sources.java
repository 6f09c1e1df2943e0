package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files of a home that a backup takes, in one order whatever the disk's is. Links are not followed but told. */
final class Sources {
    /** Takes what is found. */
    interface Visitor {
        /** A file. */
        void file(String path, Path file) throws IOException;

        /** Something that a backup does not take. */
        default void leftOut(String path) {}
    }

    private Sources() {}

    /**
     * What a backup made now covers.
     *
     * @param adapters champion, all or none
     */
    static SortedSet<String> roots(Home home, String adapters) throws IOException {
        SortedSet<String> out = new TreeSet<>(Allowed.FILES);
        out.addAll(Allowed.FOLDERS);
        for (String folder : adapterFolders(home, adapters)) {
            out.addAll(Allowed.adapterRoots(folder));
        }
        return out;
    }

    private static List<String> adapterFolders(Home home, String adapters) throws IOException {
        return switch (adapters) {
            case "none" -> List.of();
            case "all" -> all(home);
            default -> champion(home);
        };
    }

    private static List<String> all(Home home) throws IOException {
        List<String> out = new ArrayList<>();
        if (Files.isDirectory(home.models(), LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(home.models(), Home.ADAPTER + "*")) {
                for (Path each : found) {
                    String folder = home.relative(each);
                    // A training under way has no such file yet.
                    if (!Allowed.adapter(folder + "/training_config.json").isEmpty()
                            && Files.isRegularFile(each.resolve("training_config.json"), LinkOption.NOFOLLOW_LINKS)) {
                        out.add(folder);
                    }
                }
            }
        }
        return out;
    }

    private static List<String> champion(Home home) {
        Path file = home.models().resolve("champion.json");
        try {
            int version = Json.PLAIN.readTree(file.toFile()).path("version").asInt();
            return version > 0 ? List.of(home.relative(home.adapter(version))) : List.of();
        } catch (IOException e) {
            return List.of(); // nobody serves, or nobody can say who: the file itself is in the backup
        }
    }

    /** Tells every file below these roots, which are relative to the home; one that is not there is passed over. */
    static void walk(Home home, SortedSet<String> roots, Visitor visitor) throws IOException {
        for (String root : roots) {
            Path at = home.root();
            boolean link = false;
            for (String part : root.split("/", -1)) {
                at = at.resolve(part);
                link |= Files.isSymbolicLink(at);
            }
            if (link) {
                visitor.leftOut(root);
            } else {
                look(root, at, visitor);
            }
        }
    }

    private static void look(String path, Path at, Visitor visitor) throws IOException {
        try {
            BasicFileAttributes about = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (about.isDirectory()) {
                for (String name : names(at)) {
                    if (!AtomicFiles.isTemporary(name)) {
                        look(path + "/" + name, at.resolve(name), visitor);
                    }
                }
            } else if (about.isRegularFile() && Allowed.is(path)) {
                visitor.file(path, at);
            } else {
                visitor.leftOut(path);
            }
        } catch (NoSuchFileException e) {
            // Gone meanwhile is as if it had never been; but not where it is the backup's own that is gone.
            if (!at.toString().equals(e.getFile())) {
                throw e;
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> out = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(each -> out.add(String.valueOf(each.getFileName())));
        }
        Collections.sort(out);
        return out;
    }
}
