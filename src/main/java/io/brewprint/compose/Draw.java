package io.brewprint.compose;

import java.util.List;
import java.util.Random;

/** Draws one of several. */
final class Draw {
    private Draw() {}

    /** One of a list, each as likely. */
    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
