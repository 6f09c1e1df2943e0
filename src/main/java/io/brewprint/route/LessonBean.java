package io.brewprint.route;

import io.brewprint.intake.WatchedFolder;
import java.io.File;
import java.io.IOException;

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
}
