package io.brewprint.route;

import io.brewprint.intake.Inbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code settledFiles}: only plain files with a proper name that nobody is writing any more. */
public final class SettledFiles implements GenericFileFilter<File> {
    private static final Logger LOG = LoggerFactory.getLogger(SettledFiles.class);

    private final List<Inbox> inboxes;

    SettledFiles(List<Inbox> inboxes) {
        this.inboxes = List.copyOf(inboxes);
    }

    @Override
    public boolean accept(GenericFile<File> found) {
        Path file = found.getFile().toPath();
        Path folder = file.getParent();
        if (folder == null || found.isDirectory() || !Inbox.wanted(found.getFileNameOnly())) {
            return false;
        }
        Inbox inbox = inboxes.stream()
                .filter(each -> each.folder().equals(folder))
                .findFirst()
                .orElse(inboxes.getFirst());
        if (Inbox.isOdd(found.getFileNameOnly())) {
            // Under that name it cannot be opened: its folder knows it by its bytes.
            try {
                inbox.setOddNamesAside(folder);
            } catch (IOException e) {
                LOG.warn("a file whose name is no text could not be set aside", e);
            }
            return false;
        }
        return inbox.readiness().ready(file);
    }
}
