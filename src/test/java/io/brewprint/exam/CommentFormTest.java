package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.lesson.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommentFormTest {
    private static final String HELLO = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nEXEC n1.Then -> n2.Execute\n";

    /** Writes documents behind comments, as pretraining teaches it, and knows nothing else. */
    private static final class Pretrained implements Author {
        private final List<GenerationRequest> asked = new ArrayList<>();

        @Override
        public CompletableFuture<Completion> write(GenerationRequest request) {
            asked.add(request);
            boolean comment = request.prompt() instanceof Prompt.Text text
                    && text.text().startsWith("# ")
                    && text.text().endsWith("\n");
            return CompletableFuture.completedFuture(
                    Completion.of(comment ? HELLO : "user user user", 9, Completion.End.END, 9, 0.1));
        }

        @Override
        public int atOnce() {
            return 4;
        }

        @Override
        public String name() {
            return "pretrained";
        }

        @Override
        public void close() {
            throw new IllegalStateException("it belongs to whoever opened it");
        }
    }

    @Test
    void a_base_that_knows_no_chat_is_asked_as_it_was_pretrained_and_no_system_prompt_stands_before() throws Exception {
        Pretrained base = new Pretrained();
        Lesson lesson = new Lesson("l", "l", "", List.of(new Lesson.Prompt("p", "c", " say\n hi ", HELLO)));

        assertThat(score(base, lesson).exact()).isFalse();
        try (Author comments = new CommentForm(base)) {
            assertThat(score(comments, lesson).exact()).isTrue();
            assertThatThrownBy(() -> comments.write(base.asked.getLast()))
                    .hasMessageContaining("only a conversation has another form");
        }

        GenerationRequest asked = base.asked.getLast();
        assertThat(asked.prompt()).isEqualTo(new Prompt.Text("# say hi\n"));
        assertThat(asked.sampling().stops()).containsExactly("\n#", "\nBLUEPRINT:");
        assertThat(asked.sampling().maxTokens()).isEqualTo(40);
        assertThat(asked.constrain()).isEqualTo(Constrain.FULL);
    }

    private static Score score(Author author, Lesson lesson) throws Exception {
        List<Score> scores = new ArrayList<>();
        new Examiner(author, 40, Constrain.FULL, NodeCatalog.standard())
                .examine(List.of(lesson), () -> false, (of, done, answer) -> scores.add(answer.score()));
        return scores.getFirst();
    }
}
