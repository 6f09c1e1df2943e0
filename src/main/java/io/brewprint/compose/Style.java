package io.brewprint.compose;

import java.util.Random;

/**
 * How a request is told.
 *
 * @param register how somebody talks
 * @param that told as a Blueprint that does things, in the third person
 * @param sentences whether what follows an event may take several sentences
 * @param lines whether each event has a line of its own
 * @param results whether what is done is told as what comes of it
 */
record Style(Register register, boolean that, boolean sentences, boolean lines, boolean results) {
    private static final Register[] REGISTERS = Register.values();

    /** One of those in which people write. */
    static Style draw(Random random) {
        // Two of plain and casual to one of technical.
        Register register = REGISTERS[Math.min(2, random.nextInt(5) / 2)];
        boolean that = register != Register.TECHNICAL && random.nextInt(3) == 0;
        boolean results = !that && random.nextInt(3) == 0;
        return new Style(register, that, random.nextInt(5) < 2, random.nextInt(4) == 0, results);
    }
}
