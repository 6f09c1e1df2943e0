package io.brewprint.train;

/** Texts without end, each made of its number alone, so that a training can be resumed anywhere. */
@FunctionalInterface
public interface TextSource {
    /**
     * A text of a pretraining.
     *
     * @param request read, and not learned to be said
     * @param answer learned
     * @param chat whether it stands between the marks of a chat, behind the system prompt; else behind a comment
     */
    record Text(String request, String answer, boolean chat) {}

    /**
     * A text.
     *
     * @param number from 0 on
     * @param progress of the pretraining, 0 to 1: it begins with what is easy
     */
    Text text(long number, double progress);
}
