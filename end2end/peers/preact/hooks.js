export { createContext } from "preact";
export { useCallback, useContext, useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
