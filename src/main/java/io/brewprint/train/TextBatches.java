package io.brewprint.train;

import io.brewprint.config.Fault;
import io.brewprint.tensor.Compute;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts as micro-batches: those of about one length together, so that little is padded. Safe for threads. */
final class TextBatches {
    /**
     * How texts are put together on a device.
     *
     * @param tokens of a micro-batch at most, pads included
     * @param ratio of the longest text of one to its shortest
     * @param slack tokens that a text may be longer beside that
     */
    private record Grouping(int tokens, double ratio, int slack) {}

    /** A core's caches are small, and pads cost what tokens cost. */
    private static final Grouping CPU = new Grouping(6_144, 1.3, 24);
    /** A GPU waits for its commands: few large calls cost less than their pads. */
    private static final Grouping GPU = new Grouping(1 << 17, 2.2, 64);

    private final StreamPlan plan;
    private final TextSource texts;
    private final String system;
    private final Tokenizer tokenizer;
    private final ChatTemplate chat;
    private final boolean gpu;
    private final int begin;
    private final int end;

    /**
     * Batches.
     *
     * @param system the system prompt of texts in a chat
     * @param vocabulary the tokenizer's folder
     * @param gpu whether they are for a GPU
     */
    TextBatches(StreamPlan plan, TextSource texts, String system, Tokenizer tokenizer, Path vocabulary, boolean gpu)
            throws IOException {
        this.plan = plan;
        this.texts = texts;
        this.system = system;
        this.tokenizer = tokenizer;
        this.gpu = gpu;
        chat = ChatTemplate.of(vocabulary, tokenizer);
        begin = tokenizer.requireSpecial(ChatTemplate.BEGIN);
        end = tokenizer.requireSpecial("<|end_of_text|>");
    }

    /** Threads that keep the device fed. */
    int threads() {
        return gpu ? Compute.threads() : 1;
    }

    /**
     * The micro-batches of some texts; what the context does not hold is left out.
     *
     * @param from number of the first text
     * @param progress share of the training that is done
     */
    List<Batch> of(long from, int count, double progress) {
        List<Example> examples = new ArrayList<>();
        for (long i = from; i < from + count; i++) {
            Example example = example(texts.text(i, progress));
            if (example.length() <= plan.shape().contextLength()) {
                examples.add(example);
            }
        }
        if (examples.isEmpty()) {
            throw new Fault(
                    "nothing_fits",
                    "none of " + count + " texts fits into a context of "
                            + plan.shape().contextLength() + " tokens",
                    "make the context longer, or the batch larger");
        }
        examples.sort((a, b) -> Integer.compare(a.length(), b.length()));
        return grouped(examples, gpu ? GPU : CPU);
    }

    private static List<Batch> grouped(List<Example> sorted, Grouping way) {
        List<Batch> batches = new ArrayList<>();
        List<Example> group = new ArrayList<>();
        for (Example example : sorted) {
            boolean full = (group.size() + 1) * example.length() > way.tokens();
            if (!group.isEmpty()
                    && (full
                            || example.length() > way.ratio() * group.getFirst().length() + way.slack())) {
                batches.add(Batch.of(group));
                group = new ArrayList<>();
            }
            group.add(example);
        }
        batches.add(Batch.of(group));
        return batches;
    }

    private Example example(TextSource.Text text) {
        return text.chat()
                ? Example.of(chat.prompt(system, text.request()), chat.answer(text.answer()))
                : Pretrainer.example(
                        "# " + text.request().replace('\n', ' ') + "\n" + text.answer(), tokenizer, begin, end);
    }
}
