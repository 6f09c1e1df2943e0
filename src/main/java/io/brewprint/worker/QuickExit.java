package io.brewprint.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * The end of this process under threads that compute in native libraries. {@link Runtime#halt} would still run those
 * libraries' own clean-up beside them, and they crash in what it takes away.
 */
final class QuickExit {
    private QuickExit() {}

    /** Ends the process by the system's {@code _exit}; where the system has none, by {@link Runtime#halt}. */
    @SuppressWarnings("restricted") // the program is started with access to native code
    static void now(int code) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> exit = linker.defaultLookup().find("_exit");
        if (exit.isPresent()) {
            try {
                linker.downcallHandle(exit.get(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                        .invokeExact(code);
            } catch (Throwable e) {
                System.err.println("brewprint: _exit cannot be called: " + e);
            }
        }
        Runtime.getRuntime().halt(code);
    }
}
