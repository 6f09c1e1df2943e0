package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTextTest {
    private static final String DOCUMENT = """
            BLUEPRINT: BP_Door
            PARENT: Actor
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: PrintString [InString="{a} </s"]
            EXEC n1.Then -> n2.Execute
            """;

    @Test
    void a_plain_document_stays_as_it_is_to_the_last_blank() {
        assertThat(AnswerText.of(DOCUMENT)).isEqualTo(new AnswerText(DOCUMENT, "as_is"));
        assertThat(AnswerText.of("# a door\n\n" + DOCUMENT + "\n\n").how()).isEqualTo("as_is");
        assertThat(AnswerText.of("").text()).isEmpty();
        assertThat(AnswerText.of("I cannot do that.")).isEqualTo(new AnswerText("I cannot do that.", "as_is"));
    }

    @Test
    void a_fence_is_opened_wherever_it_stands_and_whether_or_not_it_is_closed() {
        is("Sure! Here it is:\n```dsl\n" + DOCUMENT + "```\nHave fun.", "fence");
        is("```\n" + DOCUMENT + "```", "fence");
        is("~~~text\n" + DOCUMENT, "fence");
        is("Run this:\n```sh\nls\n```\nand then\n```\n" + DOCUMENT + "```\n", "fence");
    }

    @Test
    void talk_before_and_behind_is_left_out() {
        is("Here is your Blueprint:\n\n" + DOCUMENT, "leading");
        is(DOCUMENT + "\nThis prints a text when play begins.\nEnjoy!", "trailing");
        is("**" + DOCUMENT, "leading");
        is("Ok.\n" + DOCUMENT + "It works.", "leading+trailing");
    }

    @Test
    void what_leaks_behind_a_document_is_cut_off() {
        for (String leak : new String[] {
            "<|eot_id|>user",
            "### Instruction:\nmake a lamp",
            "User: and now a lamp",
            "Create a Blueprint that turns\nNODE n3: X",
            "[INST] more",
            "}\nNODE n9: Delay",
            "NODE n4: Event_Unknown",
            "(stypy.foo",
            "assistant\n" + DOCUMENT
        }) {
            AnswerText answer = AnswerText.of(DOCUMENT + leak);
            assertThat(answer.how()).as(leak).startsWith("leak");
            assertThat(answer.text()).as(leak).isEqualTo(DOCUMENT);
        }
    }

    @Test
    void a_line_in_the_middle_that_is_no_dsl_stays_for_the_validator_to_find() {
        String broken = DOCUMENT.replace("EXEC", "and so on\nEXEC");

        assertThat(AnswerText.of(broken)).isEqualTo(new AnswerText(broken, "as_is"));
    }

    private static void is(String said, String how) {
        assertThat(AnswerText.of(said)).isEqualTo(new AnswerText(DOCUMENT, how));
    }
}
