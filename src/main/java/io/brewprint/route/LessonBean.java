package io.brewprint.route;

import io.brewprint.intake.Inbox;
import io.brewprint.intake.WatchedFolder;
import java.io.File;
import java.io.IOException;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** The bean {@code lessonIntake}: takes the file that the consumer found. */
public final class LessonBean {
    private final WatchedFolder lessons;

    LessonBean(WatchedFolder lessons) {
        this.lessons = lessons;
    }

    /** Takes one file; it moves to processed/ or failed/, or stays for the next poll. */
    public void take(File file) throws IOException {
        lessons.taker().take(file.toPath());
    }

    /** The bean {@code settledFiles}: only files with a proper name that nobody has touched for a second. */
    public static final class Settled implements GenericFileFilter<File> {
        @Override
        public boolean accept(GenericFile<File> file) {
            return !file.isDirectory()
                    && Inbox.wanted(file.getFileNameOnly())
                    && Inbox.settled(file.getFile().toPath());
        }
    }
}
