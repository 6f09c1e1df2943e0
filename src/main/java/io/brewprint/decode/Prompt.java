package io.brewprint.decode;

import io.brewprint.token.ChatTemplate;
import java.util.ArrayList;
import java.util.List;

/** What is to be answered: a conversation, a text as it stands, or the token ids that either of them became. */
public sealed interface Prompt {
    /** A conversation; the model's chat template makes one text of it. */
    record Chat(List<ChatTemplate.Turn> turns) implements Prompt {
        /** Copies the turns. */
        public Chat {
            turns = List.copyOf(turns);
            if (turns.isEmpty()) {
                throw new IllegalArgumentException("a conversation needs a turn");
            }
        }

        /** The same under a system prompt, unless it has one of its own. */
        public Chat under(String system) {
            if (turns.getFirst().speaker().equals(SYSTEM)) {
                return this;
            }
            List<ChatTemplate.Turn> all = new ArrayList<>();
            all.add(new ChatTemplate.Turn(SYSTEM, system));
            all.addAll(turns);
            return new Chat(all);
        }

        /** Its system prompt, empty where it has none. */
        String system() {
            return turns.getFirst().speaker().equals(SYSTEM) ? turns.getFirst().text() : "";
        }
    }

    /** A text to be continued as it stands. */
    record Text(String text) implements Prompt {}

    /**
     * Token ids, as the engine reads them.
     *
     * @param ids all of the prompt
     * @param shared leading tokens that other prompts begin with too: read once and kept, 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // a prompt is never compared with another
    record Tokens(int[] ids, int shared) implements Prompt {
        /** Checks that something is left to read when the shared part is known. */
        public Tokens {
            if (ids.length == 0 || shared < 0 || shared >= ids.length) {
                throw new IllegalArgumentException(
                        "a prompt of " + ids.length + " tokens cannot share " + shared + " of them");
            }
        }
    }

    /** The speaker whose turn says how to answer. */
    String SYSTEM = "system";

    /** One request of a person. */
    static Chat of(String request) {
        return new Chat(List.of(new ChatTemplate.Turn("user", request)));
    }
}
