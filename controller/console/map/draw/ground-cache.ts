/**
 * Keeps the ground as a picture larger than the view: while the map is moved the picture is shifted and scaled, and
 * drawn anew only where it does not reach, or when the hand has come to rest. Lines of thousands of roads cost more
 * than all lamps.
 */
import { type Camera, isSameView, type Size, scaleOf } from "../geometry/camera.ts";
import { type GroundScene, paintGround } from "./ground-painter.ts";

export interface GroundCache {
  /** @param isMoving true: a picture of the last moments will do. */
  paint(context: CanvasRenderingContext2D, scene: GroundScene, isMoving: boolean): void;
  /** Something of the ground changed. */
  forget(): void;
}

/** CSS pixels around the view that are drawn as well: so far the map can be dragged before it is drawn anew. */
const margin = 320;
/** Zoom steps a picture may be scaled by; beyond, lines are fog. */
const scaledAtMost = 1;

interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly camera: Camera;
  readonly size: Size;
  readonly ratio: number;
}

export function createGroundCache(): GroundCache {
  let picture: Picture | undefined;

  function drawPicture(scene: GroundScene): Picture {
    const { camera, ratio } = scene;
    const size = { width: scene.size.width + 2 * margin, height: scene.size.height + 2 * margin };
    const canvas = picture?.canvas ?? document.createElement("canvas");
    const [wide, high] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    paintGround(canvas.getContext("2d")!, { ...scene, size });
    return { canvas, camera, size, ratio };
  }

  return {
    paint(context, scene, isMoving) {
      const { size, ratio, camera } = scene;
      const isUsable = picture !== undefined && picture.ratio === ratio && reaches(picture, camera, size);
      const isExact = picture !== undefined && isSameView({ ...picture.camera, x: camera.x, y: camera.y }, camera);
      if (!isUsable || !(isMoving || isExact)) picture = drawPicture(scene);
      const drawn = picture!;
      const scale = scaleOf(camera) / scaleOf(drawn.camera);
      const left = size.width / 2 + (drawn.camera.x - camera.x) * scaleOf(camera) - (drawn.size.width / 2) * scale;
      const top = size.height / 2 + (drawn.camera.y - camera.y) * scaleOf(camera) - (drawn.size.height / 2) * scale;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.drawImage(drawn.canvas, left, top, drawn.size.width * scale, drawn.size.height * scale);
    },
    forget() {
      picture = undefined;
    },
  };
}

/** Whether the picture covers the whole view at a scale that can be looked at. */
function reaches(picture: Pick<Picture, "camera" | "size">, camera: Camera, size: Size): boolean {
  if (Math.abs(camera.zoom - picture.camera.zoom) > scaledAtMost) return false;
  const scale = scaleOf(camera);
  const grown = scale / scaleOf(picture.camera);
  const reachX = (picture.size.width * grown - size.width) / 2;
  const reachY = (picture.size.height * grown - size.height) / 2;
  return (
    Math.abs(picture.camera.x - camera.x) * scale <= reachX && Math.abs(picture.camera.y - camera.y) * scale <= reachY
  );
}
