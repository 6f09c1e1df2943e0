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
    private static final String SYSTEM = "system";
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
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
        return talk(system, List.of(new Turn(USER, user))).ids();
    }

    /**
     * One turn of a conversation.
     *
     * @param speaker system, user or assistant
     */
    public record Turn(String speaker, String text) {}

    /**
     * A conversation as token ids.
     *
     * @param ids up to where the assistant answers next
     * @param opening how many of them are there before the first word of the first turn after the system prompt; 0
     *     where one token may reach over that place
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared with another
    public record Talk(int[] ids, int opening) {}

    /**
     * Ids of a conversation up to where the assistant answers next; each text is read once.
     *
     * @throws IllegalArgumentException in Llama 2's format, where user and assistant do not speak in turn
     */
    public Talk conversation(List<Turn> turns) {
        boolean told = !turns.isEmpty() && turns.getFirst().speaker().equals(SYSTEM);
        return talk(told ? turns.getFirst().text() : "", told ? turns.subList(1, turns.size()) : turns);
    }

    private Talk talk(String system, List<Turn> rest) {
        if (header == NONE) {
            return new Talk(instructions(system, rest), 0);
        }
        Ids ids = new Ids();
        ids.add(begin);
        if (!system.isEmpty() || dates) {
            speaker(ids, SYSTEM);
            ids.addAll(tokenizer.encode((dates ? DATES : "") + system));
            ids.add(endOfTurn);
        }
        int opening = 0;
        for (Turn each : rest) {
            speaker(ids, each.speaker());
            opening = opening == 0 ? ids.size() : opening;
            ids.addAll(tokenizer.encode(each.text()));
            ids.add(endOfTurn);
        }
        speaker(ids, ASSISTANT);
        return new Talk(ids.toArray(), opening);
    }

    /** Llama 2's: what the system says stands within the first instruction, and each answer after its instruction. */
    private int[] instructions(String system, List<Turn> rest) {
        List<Turn> turns = rest.isEmpty() ? List.of(new Turn(USER, "")) : rest;
        Ids ids = new Ids();
        for (int i = 0; i < turns.size(); i++) {
            Turn each = turns.get(i);
            boolean asks = i % 2 == 0;
            if (!each.speaker().equals(asks ? USER : ASSISTANT) || (!asks && i == turns.size() - 1)) {
                throw new IllegalArgumentException("this model knows Llama 2's format of conversations alone: "
                        + "user and assistant in turn, the user first and last");
            }
            if (asks) {
                ids.add(begin);
                String before = i == 0 && !system.isEmpty() ? "<<SYS>>\n" + system + "\n<</SYS>>\n\n" : "";
                ids.addAll(tokenizer.encode("[INST] " + before + each.text() + " [/INST]"));
            } else {
                ids.addAll(tokenizer.encode(each.text()));
                ids.add(endOfTurn);
            }
        }
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

    private void speaker(Ids ids, String name) {
        ids.add(header);
        ids.addAll(tokenizer.encode(name));
        ids.add(headerEnd);
        ids.addAll(tokenizer.encode("\n\n"));
    }
}
