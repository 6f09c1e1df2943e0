package io.brewprint.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.compose.Wording.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipesTest {
    @Test
    void every_recipe_names_pins_that_its_node_has() {
        Recipes.ALL
                .all()
                .filter(recipe -> !recipe.type().endsWith("*") && !recipe.type().equals("CallFunction"))
                .forEach(recipe -> {
                    NodeSignature signature = NodeCatalog.standard().signature(recipe.first());
                    assertThat(signature).as(recipe.type()).isNotNull();
                    recipe.blocks()
                            .forEach(block -> assertThat(signature.pin(block.pin(), true))
                                    .as(recipe.type() + "." + block.pin())
                                    .isNotNull());
                    recipe.gives()
                            .forEach(gift -> assertThat(signature.pin(gift.pin(), true))
                                    .as(recipe.type() + "." + gift.pin())
                                    .isNotNull());
                    recipe.inputs().stream()
                            .filter(input -> !NodeCatalog.standard().isKey(recipe.first(), input.pin()))
                            .forEach(input -> assertThat(signature.pin(input.pin(), false))
                                    .as(recipe.type() + "." + input.pin())
                                    .isNotNull());
                });
    }

    @Test
    void wordings_name_only_what_the_recipe_takes() {
        Random random = new Random(1);
        Recipes.ALL.all().forEach(recipe -> {
            Set<String> known = new HashSet<>();
            collect(recipe.inputs(), known);
            recipe.blocks().forEach(block -> known.add(block.pin()));
            for (int i = 0; i < 60; i++) {
                recipe.wording().say(random).stream()
                        .filter(Place.class::isInstance)
                        .forEach(place -> assertThat(known).as(recipe.type()).contains(((Place) place).pin()));
            }
        });
    }

    private static void collect(List<Input> inputs, Set<String> known) {
        for (Input input : inputs) {
            known.add(input.pin());
            if (input.source() instanceof Input.Made made) {
                collect(made.inputs(), known);
            }
        }
    }

    @Test
    void every_family_has_its_weight_and_words_are_many() {
        assertThat(Recipes.ALL.families()).hasSize(32);
        assertThat(Recipes.ALL.all().map(Recipe::type).distinct().count()).isGreaterThan(300);
        assertThat(WordBook.TAUGHT.size()).isGreaterThan(3_000);
    }

    @Test
    void brackets_without_their_other_half_are_refused() {
        assertThatThrownBy(() -> Wording.parse("[a|b")).hasMessageContaining("[ without ]");
        assertThatThrownBy(() -> Wording.parse("a]")).hasMessageContaining("] without [");
        assertThatThrownBy(() -> Wording.parse("{a")).hasMessageContaining("{ without }");
        assertThat(Wording.parse("[a|b] {C}[|!]|x").ways()).isEqualTo(5);
    }
}
