export { createContext } from "preact";
export { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
