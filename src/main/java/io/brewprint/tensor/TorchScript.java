package io.brewprint.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A TorchScript module compiled at run time from source text: the way to every operation that NDArray lacks, and to
 * many operations in one JNI call.
 *
 * <p>A TorchScript archive is a stored zip of a tiny pickle (the module object), the source, an empty constants tuple
 * and a version, so no Python is needed to write one. Methods take tensors; an array named {@code x[]} is collected
 * with its namesakes into a {@code List[Tensor]} argument, placed where the first of them stands.
 */
public final class TorchScript implements AutoCloseable {
    private final PtSymbolBlock block;
    private final NDManager manager;
    private final Map<String, NDArray> methodTags = new ConcurrentHashMap<>();

    /**
     * Compiles {@code methods}.
     *
     * @param methods TorchScript {@code def}s, flush left, {@code self: __torch__.M} as first parameter
     * @throws ai.djl.engine.EngineException if the source does not compile; its text names the line
     */
    public TorchScript(NDManager manager, String methods) {
        this(manager, methods, List.of());
    }

    /**
     * Compiles {@code methods} of a module that holds lists of tensors between calls: {@code self.NAME}, empty at
     * first.
     *
     * @param lists their names, to be filled by methods of the module
     */
    public TorchScript(NDManager manager, String methods, List<String> lists) {
        this.manager = manager.newSubManager();
        try {
            block = JniUtils.loadModule(
                    (PtNDManager) this.manager, new ByteArrayInputStream(archive(methods, lists)), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the archive is in memory: an I/O error here is a bug
        }
    }

    /** Calls {@code method}; gradients are recorded if this thread's grad mode is on. */
    public NDList call(String method, NDArray... inputs) {
        return call(method, List.of(inputs));
    }

    /** Calls {@code method} with arguments that carry their list names, if any. */
    public NDList call(String method, List<NDArray> inputs) {
        return run(method, inputs, true);
    }

    /**
     * Calls {@code method} in inference mode: cheaper, and its results can never be differentiated. Safe for threads.
     */
    public NDList infer(String method, NDArray... inputs) {
        return run(method, List.of(inputs), false);
    }

    private NDList run(String method, List<NDArray> inputs, boolean training) {
        NDList arguments = new NDList(inputs.size() + 1);
        arguments.addAll(inputs);
        arguments.add(methodTags.computeIfAbsent(method, this::tag));
        // The profiling executor rewrites a method after its first calls, by the shapes it happened to see: rounding
        // would
        // depend on how often this process called it, and a resumed training would part from the uninterrupted one.
        JniUtils.setGraphExecutorOptimize(false);
        // training=true keeps results out of inference mode, so that autograd and in-place updates may use them
        return IValueUtils.forward(block, arguments, training);
    }

    /** Calls {@code method} with list arguments first, whatever names their arrays bear otherwise. */
    public NDList callWithLists(String method, List<List<NDArray>> lists, NDArray... rest) {
        return withNames(lists, () -> {
            List<NDArray> inputs = flat(lists);
            inputs.addAll(List.of(rest));
            return call(method, inputs);
        });
    }

    /** Calls {@code method} with list arguments last. */
    public NDList callEndingInLists(String method, List<List<NDArray>> lists, NDArray... first) {
        return withNames(lists, () -> {
            List<NDArray> inputs = new ArrayList<>(List.of(first));
            inputs.addAll(flat(lists));
            return call(method, inputs);
        });
    }

    private static List<NDArray> flat(List<List<NDArray>> lists) {
        List<NDArray> all = new ArrayList<>();
        lists.forEach(all::addAll);
        return all;
    }

    private static NDList withNames(List<List<NDArray>> lists, Supplier<NDList> call) {
        List<NDArray> arrays = flat(lists);
        List<@Nullable String> names = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            for (NDArray array : lists.get(i)) {
                names.add(array.getName());
                array.setName("list" + i + "[]");
            }
        }
        try {
            return call.get();
        } finally {
            for (int i = arrays.size() - 1; i >= 0; i--) { // backwards: one array may stand in a list twice
                arrays.get(i).setName(names.get(i));
            }
        }
    }

    private NDArray tag(String method) {
        NDArray tag = manager.zeros(new Shape(1));
        NDScope.unregister(tag); // it outlives the step in whose scope the method is first called
        tag.setName("module_method:" + method);
        return tag;
    }

    private static byte[] archive(String methods, List<String> lists) throws IOException {
        StringBuilder source = new StringBuilder("""
                class M(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  _is_full_backward_hook : Optional[bool]
                """);
        lists.forEach(name -> source.append("  ").append(name).append(" : List[Tensor]\n"));
        methods.lines().forEach(line -> source.append("  ").append(line).append('\n'));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "m/data.pkl", moduleObject(lists));
            store(zip, "m/code/__torch__.py", source.toString().getBytes(StandardCharsets.UTF_8));
            store(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /**
     * Pickle protocol 2 of an object of class {@code __torch__.M} with the two attributes every module has, and its
     * lists.
     */
    private static byte[] moduleObject(List<String> lists) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80);
        out.write(2);
        out.writeBytes("c__torch__\nM\n".getBytes(StandardCharsets.US_ASCII));
        out.write(')');
        out.write(0x81); // NEWOBJ
        out.writeBytes("}(".getBytes(StandardCharsets.US_ASCII));
        unicode(out, "training");
        out.write(0x88); // NEWTRUE
        unicode(out, "_is_full_backward_hook");
        out.write('N');
        for (String name : lists) {
            unicode(out, name);
            out.write(']'); // an empty list
        }
        out.writeBytes("ub.".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void unicode(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(bytes.length >>> shift);
        }
        out.writeBytes(bytes);
    }

    private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCompressedSize(data.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
