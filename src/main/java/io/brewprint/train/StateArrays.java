package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An optimizer's arrays in files: {@code NAME.0}, {@code NAME.1} and so on, of type f32, int8 or uint8. */
final class StateArrays {
    private StateArrays() {}

    static void save(SafeTensorsWriter writer, String name, List<NDArray> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            NDArray array = arrays.get(i);
            long[] shape = array.getShape().getShape();
            if (array.getDataType() == DataType.FLOAT32) {
                writer.add(name + "." + i, shape, array::toFloatArray);
            } else {
                MemorySegment bytes = MemorySegment.ofBuffer(array.toByteBuffer());
                writer.add(name + "." + i, array.getDataType() == DataType.INT8 ? "I8" : "U8", shape, bytes);
            }
        }
    }

    static void load(SafeTensors tensors, String name, List<NDArray> arrays, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            for (int i = 0; i < arrays.size(); i++) {
                NDArray array = arrays.get(i);
                SafeTensors.Tensor tensor =
                        tensors.get(name + "." + i, array.getShape().getShape());
                ByteBuffer bytes = tensor.data().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
                // a copy: the engine must not read the mapped file after it is closed
                ByteBuffer own = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
                own.put(bytes).flip();
                Buffer values = array.getDataType() == DataType.FLOAT32 ? own.asFloatBuffer() : own;
                scope.create(values, array.getShape(), array.getDataType()).copyTo(array);
            }
        }
    }
}
