/** The words of the labels in Chinese in simplified characters, for its market, whose label must hold two elements: AI, and generated or synthesised. */
import type { Words } from './languages.ts';

export const words: Words = {
  acronym: 'AI',
  name: 'AI 内容提示',
  short: {
    'ai-generated': 'AI生成',
    'ai-modified': 'AI合成',
    synthetic: '含计算机合成元素',
  },
  long: {
    'ai-generated': {
      text: '本文由人工智能（AI）生成。',
      image: '本图由人工智能（AI）生成。',
      content: '本内容由人工智能（AI）生成。',
    },
    'ai-modified': {
      text: '本文由人工智能（AI）修改合成。',
      image: '本图由人工智能（AI）修改合成。',
      content: '本内容由人工智能（AI）修改合成。',
    },
    synthetic: {
      text: '本文含有计算机合成元素。',
      image: '本图含有计算机合成元素。',
      content: '本内容含有计算机合成元素。',
    },
  },
  generated: ['生成'],
  check: {
    busy: '正在检查…',
    verified: '标记与此处显示的内容相符。签名者：',
    rejected: '标记与此处显示的内容不符。',
    absent: '此内容没有标记。',
    failed: '此浏览器无法检查标记。',
    note: '仅供参考：此检查由页面自带的代码在您的浏览器中进行，不能代替商店的检查。',
  },
};
