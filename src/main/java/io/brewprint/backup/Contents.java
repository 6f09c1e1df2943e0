package io.brewprint.backup;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The files of a backup, of either format: which there are, and where each lies. */
final class Contents {
    private final Path folder;
    private final Manifest manifest;
    private final ObjectStore objects;

    /** @param folder the backup's own */
    Contents(Path folder, Manifest manifest, ObjectStore objects) {
        this.folder = folder;
        this.manifest = manifest;
        this.objects = objects;
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Tells every file.
     *
     * @throws Fault where the list is missing or damaged; the visitor may have heard of some then
     */
    void each(FileList.Visitor visitor) throws IOException {
        if (manifest.format() == 1) {
            for (var entry : ManifestFile.first(folder).files().entrySet()) {
                Path file = beside(entry.getKey());
                long size = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
                visitor.item(new Item(entry.getKey(), new Content(entry.getValue(), size)));
            }
            return;
        }
        Path list = objects.path(manifest.list());
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
                || !Content.of(list).sha256().equals(manifest.list())) {
            throw new Fault(
                    "backup",
                    "backup " + manifest.label() + " is damaged: its list of files is missing or changed",
                    Where.in(list),
                    "choose another backup");
        }
        FileList.read(list, visitor);
    }

    /** Where a file's content lies. */
    Path file(Item item) {
        return manifest.format() == 1
                ? beside(item.path())
                : objects.path(item.content().sha256());
    }

    /**
     * Compares every file with what the list says of it.
     *
     * @throws Fault naming the first that is missing or changed
     */
    void verify(BackupProgress progress) throws IOException {
        long[] done = {0};
        each(item -> {
            if (!Allowed.is(item.path())) {
                throw refused(item.path());
            }
            Path file = file(item);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw damaged(item);
            }
            if (!Content.of(file).equals(item.content())) {
                throw changed(item);
            }
            progress.at("checking", ++done[0], manifest.files());
        });
    }

    /** An object that is not what it is called is of no use to anybody: the next backup is to write it anew. */
    Fault changed(Item item) throws IOException {
        if (manifest.format() != 1) {
            objects.setAside(item.content().sha256());
        }
        return damaged(item);
    }

    Fault damaged(Item item) {
        return new Fault(
                "backup",
                "backup " + manifest.label() + " is damaged: " + item.path()
                        + " is missing or changed; nothing was restored",
                "choose another backup");
    }

    Fault refused(String path) {
        return new Fault(
                "backup",
                "backup " + manifest.label() + " names \"" + path.replaceAll("\\p{Cntrl}", "?")
                        + "\", where no backup may write; nothing was restored",
                "choose another backup");
    }

    private Path beside(String path) {
        if (!Allowed.is(path)) {
            throw refused(path);
        }
        Path at = folder;
        for (String part : path.split("/", -1)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                throw refused(path);
            }
        }
        return at;
    }
}
