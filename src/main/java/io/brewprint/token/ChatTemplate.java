package io.brewprint.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.brewprint.tensor.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Llama 3's chat format, or Llama 2's where the tokenizer has no header tokens, as token ids. The date lines of 3.1 and
 * later are written where the model's own template has them, with a fixed date: a date that moves would make training
 * and exams differ.
 */
public final class ChatTemplate {
    /** Opens every text. */
    public static final String BEGIN = "<|begin_of_text|>";
    /** Opens the name of a speaker. */
    public static final String HEADER = "<|start_header_id|>";
    /** Closes the name of a speaker. */
    public static final String HEADER_END = "<|end_header_id|>";
    /** Ends a turn: the token that ends an answer. */
    public static final String END_OF_TURN = "<|eot_id|>";

    private static final String LLAMA2_BEGIN = "<s>";
    private static final String LLAMA2_END = "</s>";
    private static final int NONE = -1;
    private static final String DATES = "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n";

    private final Tokenizer tokenizer;
    private final boolean dates;
    private final int begin;
    private final int header;
    private final int headerEnd;
    private final int endOfTurn;

    private ChatTemplate(Tokenizer tokenizer, boolean dates) {
        this.tokenizer = tokenizer;
        this.dates = dates;
        if (tokenizer.special(HEADER).isEmpty()
                && tokenizer.special(LLAMA2_BEGIN).isPresent()) {
            begin = tokenizer.requireSpecial(LLAMA2_BEGIN);
            header = NONE;
            headerEnd = NONE;
            endOfTurn = tokenizer.requireSpecial(LLAMA2_END);
            return;
        }
        begin = tokenizer.requireSpecial(BEGIN);
        header = tokenizer.requireSpecial(HEADER);
        headerEnd = tokenizer.requireSpecial(HEADER_END);
        endOfTurn = tokenizer.requireSpecial(END_OF_TURN);
    }

    /** The template of a model folder: {@code tokenizer_config.json} tells whether dates are written. */
    public static ChatTemplate of(Path folder, Tokenizer tokenizer) throws IOException {
        return new ChatTemplate(tokenizer, text(folder).contains("Cutting Knowledge Date"));
    }

    /**
     * The Jinja text of a model folder's template: {@code chat_template.jinja} or a key of another file; else empty.
     */
    public static String text(Path folder) throws IOException {
        Path own = folder.resolve("chat_template.jinja");
        if (Files.isRegularFile(own)) {
            return Files.readString(own);
        }
        Path file = folder.resolve("tokenizer_config.json");
        JsonNode template =
                Files.isRegularFile(file) ? ModelJson.read(file).path("chat_template") : MissingNode.getInstance();
        // some models have several, each with its name; the first is the one for plain talk
        return (template.isArray() ? template.path(0).path("template") : template).asText("");
    }

    /** Ids up to where the assistant begins to answer. An empty system prompt leaves its turn out. */
    public int[] prompt(String system, String user) {
        Ids ids = new Ids();
        ids.add(begin);
        if (header == NONE) {
            ids.addAll(tokenizer.encode(
                    "[INST] " + (system.isEmpty() ? "" : "<<SYS>>\n" + system + "\n<</SYS>>\n\n") + user + " [/INST]"));
            return ids.toArray();
        }
        if (!system.isEmpty() || dates) {
            turn(ids, "system", (dates ? DATES : "") + system);
            ids.add(endOfTurn);
        }
        turn(ids, "user", user);
        ids.add(endOfTurn);
        turn(ids, "assistant", "");
        return ids.toArray();
    }

    /**
     * One turn of a conversation.
     *
     * @param speaker system, user or assistant
     */
    public record Turn(String speaker, String text) {}

    /** Ids of a conversation up to where the assistant answers next; a system turn can only be the first. */
    public int[] conversation(List<Turn> turns) {
        boolean told = !turns.isEmpty() && turns.getFirst().speaker().equals("system");
        String system = told ? turns.getFirst().text() : "";
        List<Turn> rest = told ? turns.subList(1, turns.size()) : turns;
        if (rest.size() == 1 || header == NONE) {
            return prompt(system, rest.isEmpty() ? "" : rest.getLast().text());
        }
        Ids ids = new Ids();
        ids.add(begin);
        if (told || dates) {
            turn(ids, "system", (dates ? DATES : "") + system);
            ids.add(endOfTurn);
        }
        for (Turn each : rest) {
            turn(ids, each.speaker(), each.text());
            ids.add(endOfTurn);
        }
        turn(ids, "assistant", "");
        return ids.toArray();
    }

    /** Ids of an answer with the token that ends it: what a model is trained to say. */
    public int[] answer(String text) {
        Ids ids = new Ids();
        ids.addAll(tokenizer.encode(text));
        ids.add(endOfTurn);
        return ids.toArray();
    }

    /** Token that ends an answer. */
    public int endOfTurn() {
        return endOfTurn;
    }

    private void turn(Ids ids, String speaker, String text) {
        ids.add(header);
        ids.addAll(tokenizer.encode(speaker));
        ids.add(headerEnd);
        ids.addAll(tokenizer.encode("\n\n"));
        ids.addAll(tokenizer.encode(text));
    }
}
