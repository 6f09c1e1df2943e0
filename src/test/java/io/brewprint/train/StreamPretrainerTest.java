package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.config.Fault;
import io.brewprint.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamPretrainerTest {
    private static final Composer COMPOSER = Composer.of(4, 3, family -> true);
    private static final TextSource TEXTS = (number, progress) -> {
        Composed row = COMPOSER.row(number, progress < 0.5 ? 1 : 3);
        return new TextSource.Text(row.request(), row.answer(), number % 2 == 1);
    };

    @TempDir
    Path folder;

    @Test
    void a_pretraining_that_was_stopped_goes_on_as_if_it_had_not_been() throws Exception {
        List<Double> whole = new ArrayList<>();
        List<Double> parts = new ArrayList<>();

        assertThat(pretraining(2048, "whole", whole, 1000).run()).isPresent();
        assertThat(pretraining(2048, "parts", parts, 5).run()).isEmpty();
        assertThat(pretraining(2048, "parts", parts, 1000).run()).isPresent();

        assertThat(parts).isEqualTo(whole);
        assertThat(whole.getLast()).isLessThan(0.85 * whole.getFirst());
        assertThat(folder.resolve("parts/final/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/final/model.safetensors"));
    }

    @Test
    void a_context_into_which_nothing_fits_is_refused() {
        assertThatThrownBy(
                        () -> pretraining(16, "none", new ArrayList<>(), 1000).run())
                .isInstanceOf(Fault.class)
                .hasMessageContaining("fits into a context of 16 tokens");
    }

    @Test
    void a_training_under_way_is_finished_beside_itself_and_goes_on_as_if_nothing_were() throws Exception {
        List<Double> alone = new ArrayList<>();
        pretraining(2048, "whole", alone, 1000).run();
        List<Double> begun = new ArrayList<>();
        assertThat(pretraining(2048, "begun", begun, 5).run()).isEmpty();
        List<Double> finished = new ArrayList<>();
        Losses told = new Losses(finished, 1000);

        Path made = pretraining(2048, "begun", told).finish(3).orElseThrow();
        List<Double> rates = told.rates();

        assertThat(made).isEqualTo(folder.resolve("begun/finish-5-in-3/final"));
        assertThat(finished).hasSize(3);
        assertThat(finished.getFirst()).isEqualTo(alone.get(5));
        assertThat(rates.get(0) - rates.get(1)).isPositive().isCloseTo(rates.get(1) - rates.get(2), within(1e-9));
        assertThat(rates.get(2)).isCloseTo(0.03 * 1e-2, within(1e-9));

        List<Double> broken = new ArrayList<>();
        assertThat(pretraining(2048, "begun", new Losses(broken, 1)).finish(4)).isEmpty();
        List<Double> shorter = new ArrayList<>();
        assertThat(pretraining(2048, "begun", new Losses(shorter, 1000)).finish(2))
                .contains(folder.resolve("begun/finish-5-in-2/final"));
        assertThat(shorter)
                .as("another way down than the one that was broken off")
                .hasSize(2)
                .startsWith(alone.get(5));
        assertThat(pretraining(2048, "begun", new Losses(broken, 1000)).finish(4))
                .contains(folder.resolve("begun/finish-5-in-4/final"));
        assertThat(broken).as("and that one goes on").hasSize(4);

        List<Double> rest = new ArrayList<>();
        assertThat(pretraining(2048, "begun", rest, 1000).run()).contains(folder.resolve("begun/final"));
        assertThat(rest).isEqualTo(alone.subList(5, 14));
        assertThatThrownBy(() -> pretraining(2048, "never", told).finish(3)).hasMessageContaining("no checkpoint");
    }

    /** One text alone may be more than what is computed at once. */
    @Test
    void a_text_longer_than_a_batch_is_learned_alone() throws Exception {
        String answer = "PrintString ".repeat(2_200);
        TextSource texts = (number, progress) -> new TextSource.Text("say it", answer + number, false);
        List<Double> losses = new ArrayList<>();
        StreamPlan plan = new StreamPlan(new BaseShape(16, 1, 2, 1, 32, 300, 1 << 15), 4, 1, 1, 1e-3, 10, 3);

        assertThat(new StreamPretrainer(plan, texts, "", folder.resolve("long"), new Losses(losses, 1000)).run())
                .isPresent();
        assertThat(losses).singleElement().satisfies(loss -> assertThat(loss).isPositive());
    }

    @Test
    void a_name_is_the_same_tokens_wherever_it_stands() throws Exception {
        pretraining(2048, "names", new ArrayList<>(), 1).run();

        try (Tokenizer tokenizer = Tokenizer.load(folder.resolve("names/tokenizer"))) {
            for (String name :
                    List.of("BP_SoustBresomNahybroup", "Door", "qaudrip", "is_lakeGlow7", "WBP_X", "IA_Fire2")) {
                int[] alone = tokenizer.encode(name);
                for (String text :
                        List.of("=" + name + "]", "\"" + name + "\"", "(" + name + ")", ": " + name, " " + name)) {
                    int[] within = tokenizer.encode(text);
                    assertThat(tokenizer.decode(within, within.length)).isEqualTo(text);
                    assertThat(contains(within, alone)).as(text).isTrue();
                }
            }
        }
    }

    private static boolean contains(int[] within, int[] part) {
        for (int i = 0; i + part.length <= within.length; i++) {
            if (Arrays.equals(within, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private StreamPretrainer pretraining(int context, String name, List<Double> losses, int stopAfter) {
        return pretraining(context, name, new Losses(losses, stopAfter));
    }

    private StreamPretrainer pretraining(int context, String name, Losses told) {
        return new StreamPretrainer(plan(context), TEXTS, "You write Blueprints.", folder.resolve(name), told);
    }

    private static StreamPlan plan(int context) {
        return new StreamPlan(new BaseShape(32, 2, 4, 2, 64, 600, context), 60, 14, 4, 1e-2, 4, 3);
    }
}
