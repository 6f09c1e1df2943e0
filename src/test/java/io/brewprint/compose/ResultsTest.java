package io.brewprint.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.compose.Wording.Part;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders told as what comes of them. */
class ResultsTest {
    private static String told(String order) {
        List<Part> result = Results.of(Wording.parse(order).say(new Random(1)), new Random(3)); // draws "is"
        return result == null
                ? null
                : SaidPlaces.text(result, "", place -> "<" + place.pin() + (place.whose() ? "'s" : "") + ">");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    print {A}                              | <A> AUX printed
                    print the message {A} in {B}           | the message <A> AUX printed in <B>
                    set {A} to {B}                         | <A> AUX set to <B>
                    set {A.s} location to {B}              | <A's> location AUX set to <B>
                    set the position of {A} to {B}         | the position of <A> AUX set to <B>
                    turn off {A}                           | <A> AUX turned off
                    turn {A} off                           | <A> AUX turned off
                    drop {A} by {B}                        | <A> AUX dropped by <B>
                    take {A} out of the world              | <A> AUX taken out of the world
                    let {A} rise by {B}                    | <A> rises by <B>
                    let {A} be at {B}                      | <A> is at <B>
                    make {A} {B}                           | <A> becomes <B>
                    make {A} go up by {B}                  | <A> goes up by <B>
                    have {A} moved by {B}                  | <A> AUX moved by <B>
                    """)
    void what_is_done_to_a_thing_is_told_of_the_thing(String order, String result) {
        assertThat(told(order)).matches(result.replace("AUX", "(is|gets|should be|must be)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    wait {A} seconds
                    go to {A}
                    limit the rest to {A} times
                    display {A} text saying {B}
                    append {A} to {B} and print it
                    on the event {A}
                    """)
    void what_is_no_order_to_do_something_to_a_thing_stays_one(String order) {
        assertThat(told(order)).isNull();
    }

    @Test
    void about_a_fifth_of_the_requests_have_some() {
        Composer composer = Composer.of(1, 5, family -> true);
        long some = 0;
        for (int i = 0; i < 1000; i++) {
            some += composer.row(i).request().matches("(?s).* (is|gets|should be|must be) [a-z]+(ed|en|t|n)\\b.*")
                    ? 1
                    : 0;
        }

        assertThat(some).isBetween(150L, 400L);
    }
}
